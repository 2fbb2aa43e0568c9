import { cutText, SHOWN_AT_FIRST, type TextLimit } from '../lib/text-steps.js';

/** The end of a sentence or a line, and no ordinal of a list (`1. `). Behind it something must follow: `3.5` may be on its way. */
const SENTENCE_END = /(?<!\d)[.!?…]["')\]*_]*\s|[。！？]|\n/g;

/** Nobody speaks so long without a breath. Looking for an end from the same beginning with each part would cost more and more. */
const LONGEST: TextLimit = { weight: Number.POSITIVE_INFINITY, characters: 1_000 };

const cutLong = (text: string): number => (text.length > LONGEST.characters ? cutText(text, 0, LONGEST) : 0);

/**
 * What of a growing text can be said aloud now: whole sentences, each once, the rest when the text is complete. A screen
 * reader that hears every word apart says none of them in peace.
 */
export class SentenceChunker {
  /** Message id → length of what was said. */
  readonly #said = new Map<string, number>();

  /** The sentences that have been completed since the last call. Blank where there is none. */
  take(id: string, text: string, streaming: boolean): string {
    const from = this.#said.get(id) ?? 0;
    const fresh = text.slice(from, SHOWN_AT_FIRST.characters);
    const last = streaming ? [...fresh.matchAll(SENTENCE_END)].at(-1) : undefined;
    const end = last ? last.index + last[0].length : streaming ? cutLong(fresh) : fresh.length;
    if (streaming) this.#said.set(id, from + end);
    else this.#said.delete(id);
    return fresh.slice(0, end).trim();
  }

  /** True while a part of the message was said, and not all of it. */
  hasBegun(id: string): boolean {
    return (this.#said.get(id) ?? 0) > 0;
  }
}
