import type { ChatMessage } from '../../conversation/chat-message.js';
import { systemClock } from '../../lib/clock.js';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import type { I18n } from '../i18n/i18n.js';
import { hasMarkup } from '../lib/has-markup.js';
import { cutText, ONE_STEP, shownAtFirst, weigh } from '../lib/text-steps.js';
import { drawLater } from '../rich-text/draw-turns.js';
import { authorName } from '../store/author-name.js';
import { accessibleText } from '../templates/accessible-text.js';
import { SentenceChunker } from './sentence-chunker.js';

/** One line of the live region. */
export interface Announcement {
  readonly key: string;
  readonly text: string;
}

/** What the announcer needs from the window. */
export interface AnnouncementContext {
  readonly botName: string;
  readonly i18n: I18n;
}

/** How often announcements are passed on while the page is hidden, in milliseconds. */
const HIDDEN_INTERVAL_MS = 250;

/**
 * Turns messages into announcements for screen readers: each message once, a streamed one sentence by sentence, as
 * plain text without markup, in the order of arrival.
 */
export class Announcer {
  readonly #emit: (line: Announcement) => void;
  readonly #sentences = new SentenceChunker();
  #turn: Promise<void> = Promise.resolve();
  /** Announcements of a hidden page that wait for the end of the interval. */
  #waiting: Announcement[] = [];

  /** @param emit draws a line, which costs a hidden page as much as a visible one */
  constructor(emit: (line: Announcement) => void) {
    this.#emit = emit;
  }

  /** Call it for each message, and again for each update of a streamed one. */
  announce(message: ChatMessage, context: AnnouncementContext): void {
    const { id, streaming = false } = message;
    const hasBegun = this.#sentences.hasBegun(id);
    const isPart = hasBegun || streaming;
    const raw = isPart
      ? this.#sentences.take(id, message.text, streaming)
      : message.text.trim()
        ? message.text
        : accessibleText(message, context.i18n);
    if (!raw) return;
    const key = isPart ? `${id} ${message.text.length}` : id;
    this.#turn = this.#turn.then(async () => {
      const text = await toPlainText(raw, isPart, context);
      if (!text) return;
      const { botName, i18n } = context;
      // The author was announced with the first sentence.
      const isTextOnly = hasBegun || message.from === 'system';
      await this.#emitInSteps(key, isTextOnly ? text : i18n.t.says(authorName(message, botName, i18n), text));
    });
  }

  #pass(line: Announcement): void {
    if (!globalThis.document?.hidden && !this.#waiting.length) return this.#emit(line);
    if (this.#waiting.push(line) > 1) return;
    systemClock.after(HIDDEN_INTERVAL_MS, () => {
      for (const waiting of this.#waiting.splice(0)) this.#emit(waiting);
    });
  }

  /** The browser lays out hidden text, too. Splits a long text into several lines, each in a task of its own. */
  async #emitInSteps(key: string, text: string): Promise<void> {
    let start = 0;
    for (let end = cutText(text, 0, ONE_STEP); end < text.length; end = cutText(text, start, ONE_STEP)) {
      this.#pass({ key: `${key} ${start}`, text: text.slice(start, end) });
      start = end;
      const weight = Math.min(weigh(text.slice(start)), ONE_STEP.weight);
      await new Promise<void>((resolve) => void drawLater(weight, resolve));
    }
    this.#pass({ key: start ? `${key} ${start}` : key, text: text.slice(start) });
  }
}

/** Returns the text without markup. Never rejects: if the parser cannot be loaded, the markup is announced as it is. */
async function toPlainText(raw: string, isPart: boolean, { i18n }: AnnouncementContext): Promise<string> {
  const text = limitCombiningMarks(shownAtFirst(raw));
  if (!hasMarkup(text)) return text;
  try {
    const { toPlainTextInSteps, warmParser, withoutMarks } = await import('./plain-text.js');
    await warmParser();
    return await toPlainTextInSteps(isPart ? withoutMarks(text) : text, i18n.t.language);
  } catch {
    return text;
  }
}
