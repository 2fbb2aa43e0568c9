/** Frequencies in hertz, one after the other. */
const TONES = [880, 1175];
const TONE_S = 0.12;
const VOLUME = 0.08;

/** Two short, quiet tones, made on the spot: no file is loaded. Gives nothing where the browser has no Web Audio. */
export function createBeep(): { play(): void; close(): void } | undefined {
  if (!globalThis.AudioContext) return undefined;
  const audio = new AudioContext();
  return {
    play() {
      // Suspended by the browser while nobody has touched the page: then it stays quiet.
      void audio.resume().catch(() => {});
      TONES.forEach((frequency, index) => {
        const from = audio.currentTime + index * TONE_S;
        const gain = audio.createGain();
        // Faded out, or it would click.
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
