import type { ChatMessage } from '../../conversation/chat-message.js';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import type { I18n } from '../i18n/i18n.js';
import { hasMarkup } from '../lib/has-markup.js';
import { cutText, ONE_STEP, shownAtFirst, weigh } from '../lib/text-steps.js';
import { drawLater } from '../rich-text/draw-turns.js';
import { authorName } from '../store/author-name.js';
import { accessibleText } from '../templates/accessible-text.js';
import { SentenceChunker } from './sentence-chunker.js';

/** One thing to be said. */
export interface SpokenLine {
  readonly key: string;
  readonly text: string;
}

/** The words of the window that speaks. */
export interface Voice {
  readonly botName: string;
  readonly i18n: I18n;
}

/**
 * Turns what arrives into what is said aloud: each message once, one that grows sentence by sentence, in plain words whatever
 * the markup. Speaks in the order in which it heard.
 */
export class Announcer {
  readonly #say: (line: SpokenLine) => void;
  readonly #sentences = new SentenceChunker();
  #turn: Promise<void> = Promise.resolve();

  constructor(say: (line: SpokenLine) => void) {
    this.#say = say;
  }

  /** To be called for each message, and again each time a growing one has grown. */
  hear(message: ChatMessage, voice: Voice): void {
    const { id, streaming = false } = message;
    const begun = this.#sentences.hasBegun(id);
    const isPart = begun || streaming;
    const words = isPart
      ? this.#sentences.take(id, message.text, streaming)
      : message.text.trim()
        ? message.text
        : accessibleText(message, voice.i18n);
    if (!words) return;
    const key = isPart ? `${id} ${message.text.length}` : id;
    this.#turn = this.#turn.then(async () => {
      const text = await plain(words, isPart, voice);
      if (!text) return;
      const { botName, i18n } = voice;
      // Who speaks is known from the sentence before.
      const alone = begun || message.from === 'system';
      await this.#sayInSteps(key, alone ? text : i18n.t.says(authorName(message, botName, i18n), text));
    });
  }

  /** A browser lays out what is only said like all else: a long text is several lines, each in a task of its own. */
  async #sayInSteps(key: string, text: string): Promise<void> {
    let begin = 0;
    for (let end = cutText(text, 0, ONE_STEP); end < text.length; end = cutText(text, begin, ONE_STEP)) {
      this.#say({ key: `${key} ${begin}`, text: text.slice(begin, end) });
      begin = end;
      const weight = Math.min(weigh(text.slice(begin)), ONE_STEP.weight);
      await new Promise<void>((resolve) => void drawLater(weight, resolve));
    }
    this.#say({ key: begin ? `${key} ${begin}` : key, text: text.slice(begin) });
  }
}

/** Never rejects: marks are better heard than nothing. */
async function plain(given: string, isPart: boolean, { i18n }: Voice): Promise<string> {
  const words = limitCombiningMarks(shownAtFirst(given));
  if (!hasMarkup(words)) return words;
  try {
    const { toPlainTextInSteps, warmParser, withoutMarks } = await import('./plain-text.js');
    await warmParser();
    return await toPlainTextInSteps(isPart ? withoutMarks(words) : words, i18n.t.language);
  } catch {
    return words;
  }
}
