/** Frequencies in hertz, played in sequence. */
const TONES = [880, 1175];
const TONE_S = 0.12;
const VOLUME = 0.08;

/**
 * Creates a sound of two short, quiet tones. Synthesised, so that no file has to be loaded. Returns undefined if the
 * browser lacks Web Audio.
 */
export function createBeep(): { play(): void; close(): void } | undefined {
  if (!globalThis.AudioContext) return undefined;
  const audio = new AudioContext();
  return {
    play() {
      // Browsers suspend audio until the user has interacted with the page; then no sound is played.
      void audio.resume().catch(() => {});
      TONES.forEach((frequency, index) => {
        const from = audio.currentTime + index * TONE_S;
        const gain = audio.createGain();
        // Fade out to avoid a click.
        gain.gain.setValueAtTime(VOLUME, from);
        gain.gain.exponentialRampToValueAtTime(0.0001, from + TONE_S);
        const tone = new OscillatorNode(audio, { frequency });
        tone.connect(gain).connect(audio.destination);
        tone.start(from);
        tone.stop(from + TONE_S);
      });
    },
    close() {
      void audio.close().catch(() => {});
    },
  };
}
