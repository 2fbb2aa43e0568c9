import { cutText, SHOWN_AT_FIRST, type TextLimit } from '../lib/text-steps.js';

/** End of a sentence or line, but not an ordinal of a list (`1. `). A character must follow: `3.5` may be streaming. */
const SENTENCE_END = /(?:^|\D)[.!?…]["')\]*_]*\s|[。！？]|\n/g;

/**
 * A streamed text without a sentence end is cut after this length, because scanning it from the start on every update
 * would cost more and more.
 */
const LONGEST: TextLimit = { weight: Number.POSITIVE_INFINITY, characters: 1_000 };

const cutLong = (text: string): number => (text.length > LONGEST.characters ? cutText(text, 0, LONGEST) : 0);

/**
 * Splits a streamed text into whole sentences, each returned once, and the remainder when the text is complete. Screen
 * readers would interrupt themselves if every word were announced separately.
 */
export class SentenceChunker {
  /** Message id → length of the text returned so far. */
  readonly #taken = new Map<string, number>();

  /** Returns the sentences that have been completed since the last call; empty if there are none. */
  take(id: string, text: string, streaming: boolean): string {
    const from = this.#taken.get(id) ?? 0;
    const rest = text.slice(from, SHOWN_AT_FIRST.characters);
    const last = streaming ? [...rest.matchAll(SENTENCE_END)].at(-1) : undefined;
    const end = last ? last.index + last[0].length : streaming ? cutLong(rest) : rest.length;
    if (streaming) this.#taken.set(id, from + end);
    else this.#taken.delete(id);
    return rest.slice(0, end).trim();
  }

  /** Returns true if a part of the message has been returned, but not all of it. */
  hasBegun(id: string): boolean {
    return (this.#taken.get(id) ?? 0) > 0;
  }
}
