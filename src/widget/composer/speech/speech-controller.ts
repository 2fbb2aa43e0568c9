import { toPlainTextInSteps } from '../../a11y/plain-text.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { ComposerHandle, ComposerHost } from '../../store/composer-host.js';
import type { SpeechEvent, SpeechProvider, StopSpeech } from '../../store/speech-provider.js';
import { onNewMessage } from '../new-messages.js';
import { createBrowserSpeech } from './browser-speech.js';

/** Texts that may be waiting to be said. */
const MOST_SPEAKING = 50;

type Problem = Extract<SpeechEvent, { type: 'problem' }>['why'];

/**
 * Dictation into the field, and answers read aloud. Neither begins by itself.
 *
 *   silent ─toggleListening()→ listening ─again, sent, refused, or the vendor's own end→ silent
 */
export class SpeechController {
  readonly #session: ComposerHost;
  readonly #vendor: SpeechProvider;
  readonly #tell: (notice: (strings: ComposerStrings) => string) => void;
  #stopListening: StopSpeech | undefined;
  #stopReading: StopSpeech | undefined;
  /** What is being said, to be silenced. */
  #speaking: readonly StopSpeech[] = [];

  constructor(
    session: ComposerHost,
    vendor: SpeechProvider = createBrowserSpeech(),
    tell: (notice: (strings: ComposerStrings) => string) => void,
  ) {
    this.#session = session;
    this.#vendor = vendor;
    this.#tell = tell;
  }

  get canListen(): boolean {
    return this.#vendor.listen !== undefined;
  }

  get canSpeak(): boolean {
    return this.#vendor.speak !== undefined;
  }

  get isListening(): boolean {
    return this.#stopListening !== undefined;
  }

  get isReading(): boolean {
    return this.#stopReading !== undefined;
  }

  /** What is understood stands behind what is in the field already. Who goes on by hand ends it: what they write is theirs. */
  toggleListening(composer: ComposerHandle): void {
    if (this.#stopListening) return this.stopListening();
    const { text: before, i18n } = composer;
    let written = before;
    const start = before && !/\s$/.test(before) ? `${before} ` : before;
    // A vendor may call back before it returns.
    let isOver = false;
    const stop = this.#vendor.listen?.(i18n.t.language, (heard) => {
      if (isOver) return;
      if (heard.type === 'text') {
        if (this.#session.draft !== written) return this.stopListening();
        written = start + heard.text;
        return composer.write(written);
      }
      isOver = true;
      this.#stopListening = undefined;
      if (heard.type === 'problem') this.#tell(problemWords(heard.why));
      this.#session.notify();
    });
    if (!isOver && stop) {
      this.#stopListening = () => {
        isOver = true;
        stop();
      };
    }
    this.#session.notify();
  }

  stopListening(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#session.notify();
  }

  /** @param language of the window: the answers are in it, as far as anybody knows */
  toggleReading(language: string): void {
    if (this.#stopReading) this.#silence();
    else {
      let isOver = false;
      let turn = Promise.resolve();
      const off = onNewMessage(this.#session.client, ({ text }) => {
        turn = turn.then(async () => {
          const strings = await toPlainTextInSteps(text, language);
          const stop = !isOver && strings && this.#vendor.speak?.(strings, language);
          if (stop) this.#speaking = [...this.#speaking, stop].slice(-MOST_SPEAKING);
        });
      });
      this.#stopReading = () => {
        isOver = true;
        off();
      };
    }
    this.#session.notify();
  }

  dispose(): void {
    this.stopListening();
    this.#silence();
  }

  #silence(): void {
    this.#stopReading?.();
    this.#stopReading = undefined;
    for (const stop of this.#speaking) stop();
    this.#speaking = [];
  }
}

function problemWords(why: Problem): (strings: ComposerStrings) => string {
  switch (why) {
    case 'refused':
      return (strings) => strings.voiceRefused;
    case 'no-microphone':
      return (strings) => strings.noMicrophone;
    case 'failed':
      return (strings) => strings.voiceFailed;
    default:
      return why satisfies never;
  }
}
