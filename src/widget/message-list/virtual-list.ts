import type { ChatMessage } from '../../conversation/chat-message.js';
import { SHOWN_AT_FIRST } from '../lib/text-steps.js';
import { type Kept, type MessageGroup, WHOLE_UP_TO } from './group-messages.js';

/** What is drawn of the list, in order: groups, and the height of those left out between them in CSS pixels. */
export type Segment = { readonly group: MessageGroup } | { readonly key: string; readonly spacePx: number };

/** Drawn beyond each edge of what is in sight: the height of the view, within these bounds in CSS pixels. */
const BEYOND_PX = { least: 300, most: 800 };
/** Height of the view until there is one. */
const FIRST_VIEW_PX = 800;

/** A guess for what was never drawn. Wrong by half it only makes the scrollbar a little wrong. */
function guessHeightPx(group: MessageGroup): number {
  let lines = 0;
  for (const { text } of group.messages) lines += 1 + Math.min(text.length, SHOWN_AT_FIRST.characters) / 40;
  return 34 + 22 * lines;
}

/** How many groups from the front are still what they were, and how many messages those hold. The last may go on: it is left out. */
export function countKept(messages: readonly ChatMessage[], before: readonly MessageGroup[]): Kept {
  let at = 0;
  let kept = 0;
  let last = 0;
  for (const group of before) {
    let same = 0;
    while (same < group.messages.length && group.messages[same] === messages[at + same]) same++;
    if (same < group.messages.length) break;
    last = same;
    at += same;
    kept++;
  }
  return { groups: Math.max(0, kept - 1), messages: at - last };
}

/**
 * Which groups of a long conversation exist as elements. Loads with the first one of that length.
 * Knows heights and positions; of the DOM it only measures.
 *
 *   following: the last groups, as many as fill the view and some beyond it
 *   looking:   the groups around a place further up
 *   whole:     all of them
 *
 * Positions are sums, kept up to the first group that has changed: what a new message at the end costs does not depend on
 * the length of the conversation (law 9). Heights are measured when a group is drawn, and guessed until then.
 */
export class VirtualList {
  #groups: readonly MessageGroup[] = [];
  readonly #heights = new Map<string, number>();
  /** Where each group ends, valid for the first `#valid` of them. */
  readonly #ends: number[] = [];
  #valid = 0;
  #from = 0;
  #to = 0;
  #messages = 0;
  /** All groups are drawn, for those who read with other tools than their eyes. */
  whole = false;

  /** Takes the groups as they are now. Those in sight stay the drawn ones, wherever they have moved to. */
  update(groups: readonly MessageGroup[], messageCount: number): void {
    this.#messages = messageCount;
    if (groups === this.#groups) return;
    const before = this.#groups;
    this.#groups = groups;
    let same = Math.min(this.#valid, groups.length);
    for (let index = 0; index < same; index++) if (groups[index] !== before[index]) same = index;
    this.#valid = same;
    if (same > this.#from || !before[this.#from]) return;
    const first = before[this.#from]!.messages[0]!.id;
    if (groups[this.#from]?.messages[0]?.id === first) return;
    const moved = groups.findIndex(({ messages }) => messages.some(({ id }) => id === first));
    const by = Math.max(moved, 0) - this.#from;
    this.#from += by;
    this.#to += by;
  }

  /**
   * Takes the heights of what is drawn.
   *
   * @param elements of the list, the days and spaces between the groups included
   * @param drawn the groups among them
   */
  measureAll(elements: HTMLCollection, drawn: readonly MessageGroup[]): void {
    let group = 0;
    let top: number | undefined;
    for (const element of elements) {
      const box = element.getBoundingClientRect();
      if (element.className === 'day') top = box.top;
      else if (element.className !== 'space') {
        this.measure(drawn[group++]!, box.bottom - (top ?? box.top));
        top = undefined;
      }
    }
  }

  /** Draws the end. */
  follow(viewPx = 0): void {
    const height = viewPx || FIRST_VIEW_PX;
    this.#to = this.#groups.length;
    this.#from = this.#indexAt(this.#top(this.#to) - height - beyond(height));
  }

  /**
   * Draws what is around a place, unless it is drawn well enough already.
   *
   * @param topPx of the view, from the beginning of the list
   * @returns true when other groups are to be drawn than before
   */
  look(topPx: number, viewPx: number): boolean {
    const height = viewPx || FIRST_VIEW_PX;
    const spare = beyond(height) / 2;
    const count = this.#groups.length;
    if (
      this.#isWhole ||
      ((this.#from === 0 || this.#top(this.#from) < topPx - spare) &&
        (this.#to >= count || this.#top(this.#to) > topPx + height + spare))
    ) {
      return false;
    }
    this.#from = this.#indexAt(topPx - 2 * spare);
    this.#to = Math.min(this.#indexAt(topPx + height + 2 * spare) + 1, count);
    return true;
  }

  /** Tells how high a group is that was drawn. */
  measure(group: MessageGroup, heightPx: number): void {
    if (heightPx <= 0 || Math.abs((this.#heights.get(group.key) ?? 0) - heightPx) < 0.1) return;
    this.#heights.set(group.key, heightPx);
    this.#valid = Math.min(this.#valid, Math.max(this.#groups.indexOf(group), 0));
  }

  /** @param kept key of a group that stays wherever it is: the one that holds the focus */
  segments(kept?: string): Segment[] {
    const count = this.#groups.length;
    const [from, to] = this.#isWhole ? [0, count] : [this.#from, Math.min(this.#to, count)];
    const held = kept === undefined ? -1 : this.#groups.findIndex(({ key }) => key === kept);
    const runs = [
      [from, to],
      [count, count],
    ] as [number, number][];
    if (held >= 0 && (held < from || held >= to)) runs.splice(held < from ? 0 : 1, 0, [held, held + 1]);
    const segments: Segment[] = [];
    let at = 0;
    for (const [begin, end] of runs) {
      if (begin > at)
        segments.push({ key: `space ${segments.length && at}`, spacePx: this.#top(begin) - this.#top(at) });
      for (at = begin; at < end; at++) segments.push({ group: this.#groups[at]! });
    }
    return segments;
  }

  get #isWhole(): boolean {
    return this.whole || this.#messages <= WHOLE_UP_TO;
  }

  #top(index: number): number {
    for (; this.#valid < index; this.#valid++) {
      const group = this.#groups[this.#valid]!;
      const begin = this.#valid === 0 ? 0 : this.#ends[this.#valid - 1]!;
      this.#ends[this.#valid] = begin + (this.#heights.get(group.key) ?? guessHeightPx(group));
    }
    return index === 0 ? 0 : this.#ends[index - 1]!;
  }

  /** The group at this height. */
  #indexAt(px: number): number {
    let low = 0;
    let high = Math.max(this.#groups.length - 1, 0);
    this.#top(this.#groups.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle]! > px) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function beyond(viewPx: number): number {
  return Math.min(Math.max(viewPx, BEYOND_PX.least), BEYOND_PX.most);
}
