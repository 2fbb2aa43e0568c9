import { toPlainTextInSteps } from '../../a11y/plain-text.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { ComposerHandle, ComposerHost } from '../../store/composer-host.js';
import type { SpeechEvent, SpeechProvider, StopSpeech } from '../../store/speech-provider.js';
import { onNewMessage } from '../new-messages.js';
import { createBrowserSpeech } from './browser-speech.js';

/** Maximum number of texts waiting to be spoken. */
const MAX_QUEUED = 50;

type Problem = Extract<SpeechEvent, { type: 'problem' }>['why'];

/**
 * Dictation into the field, and reading aloud of answers. Neither starts by itself.
 *
 *   silent ─toggleListening()→ listening ─again, sent, refused, or the vendor's own end→ silent
 */
export class SpeechController {
  readonly #session: ComposerHost;
  readonly #vendor: SpeechProvider;
  readonly #showNotice: (notice: (strings: ComposerStrings) => string) => void;
  #stopListening: StopSpeech | undefined;
  #stopReading: StopSpeech | undefined;
  /** Functions that stop the texts being spoken. */
  #speaking: readonly StopSpeech[] = [];

  constructor(
    session: ComposerHost,
    vendor: SpeechProvider = createBrowserSpeech(),
    showNotice: (notice: (strings: ComposerStrings) => string) => void,
  ) {
    this.#session = session;
    this.#vendor = vendor;
    this.#showNotice = showNotice;
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

  /**
   * Starts or stops dictation. Appends the recognised text to the text in the field. Stops if the user edits the field,
   * so that dictation does not overwrite it.
   */
  toggleListening(composer: ComposerHandle): void {
    if (this.#stopListening) return this.stopListening();
    const { text: before, i18n } = composer;
    let written = before;
    const start = before && !/\s$/.test(before) ? `${before} ` : before;
    // A vendor may call `onEvent` before `listen` returns.
    let isOver = false;
    const stop = this.#vendor.listen?.(i18n.t.language, (event) => {
      if (isOver) return;
      if (event.type === 'text') {
        if (this.#session.draft !== written) return this.stopListening();
        written = start + event.text;
        return composer.write(written);
      }
      isOver = true;
      this.#stopListening = undefined;
      if (event.type === 'problem') this.#showNotice(problemText(event.why));
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

  /** @param language of the window, which is assumed to be that of the answers */
  toggleReading(language: string): void {
    if (this.#stopReading) this.#stopSpeaking();
    else {
      let isOver = false;
      let turn = Promise.resolve();
      const off = onNewMessage(this.#session.client, ({ text }) => {
        turn = turn.then(async () => {
          const strings = await toPlainTextInSteps(text, language);
          const stop = !isOver && strings && this.#vendor.speak?.(strings, language);
          if (stop) this.#speaking = [...this.#speaking, stop].slice(-MAX_QUEUED);
        });
      });
      this.#stopReading = () => {
        isOver = true;
        off();
      };
    }
    this.#session.notify();
  }

  destroy(): void {
    this.stopListening();
    this.#stopSpeaking();
  }

  #stopSpeaking(): void {
    this.#stopReading?.();
    this.#stopReading = undefined;
    for (const stop of this.#speaking) stop();
    this.#speaking = [];
  }
}

function problemText(why: Problem): (strings: ComposerStrings) => string {
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
