import type { ChatMessage } from '../../conversation/chat-message.js';
import { SHOWN_AT_FIRST } from '../lib/text-steps.js';
import { type MessageGroup, type UnchangedPrefix, WHOLE_UP_TO } from './group-messages.js';

/** The parts of the list in order: rendered groups, and the height of the omitted ones between them in CSS pixels. */
export type Segment = { readonly group: MessageGroup } | { readonly key: string; readonly spacePx: number };

/**
 * How far beyond each edge of the view groups are rendered: the height of the view, limited to this range in CSS
 * pixels.
 */
const OVERSCAN_PX = { min: 300, max: 800 };
/** Assumed height of the view before it is measured. */
const DEFAULT_VIEW_PX = 800;

/** Estimates the height of a group that was never rendered. A wrong estimate only affects the scrollbar. */
function estimateHeightPx(group: MessageGroup): number {
  let lines = 0;
  for (const { text } of group.messages) lines += 1 + Math.min(text.length, SHOWN_AT_FIRST.characters) / 40;
  return 34 + 22 * lines;
}

/**
 * Counts the unchanged groups at the front, and their messages. Excludes the last unchanged group, because it may be
 * continued.
 */
export function countUnchanged(messages: readonly ChatMessage[], before: readonly MessageGroup[]): UnchangedPrefix {
  let messageIndex = 0;
  let groups = 0;
  let lastSize = 0;
  for (const group of before) {
    let same = 0;
    while (same < group.messages.length && group.messages[same] === messages[messageIndex + same]) same++;
    if (same < group.messages.length) break;
    lastSize = same;
    messageIndex += same;
    groups++;
  }
  return { groups: Math.max(0, groups - 1), messages: messageIndex - lastSize };
}

/**
 * Decides which groups of a long conversation are rendered. Loads with the first long conversation. Measures the DOM,
 * but does not change it.
 *
 *   following: the last groups, as many as fill the view plus the overscan
 *   scrolled:  the groups around a position further up
 *   whole:     all of them
 *
 * Positions are sums of heights, and stay valid up to the first group that has changed, so that the cost of a new
 * message at the end does not depend on the length of the conversation. Heights are estimated until a group is rendered
 * and measured.
 */
export class VirtualList {
  #groups: readonly MessageGroup[] = [];
  readonly #heights = new Map<string, number>();
  /** The end position of each group, valid for the first `#valid` of them. */
  readonly #ends: number[] = [];
  #valid = 0;
  #from = 0;
  #to = 0;
  #messages = 0;
  /** All groups are rendered, for readers who use other tools than their eyes. */
  whole = false;

  /** Sets the current groups. The visible ones stay rendered, even if their indexes have changed. */
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
   * Measures the rendered elements.
   *
   * @param elements children of the list, including days and spaces between the groups
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

  /** Renders the end of the list. */
  follow(viewPx = 0): void {
    const height = viewPx || DEFAULT_VIEW_PX;
    this.#to = this.#groups.length;
    this.#from = this.#indexAt(this.#top(this.#to) - height - overscan(height));
  }

  /**
   * Renders the groups around a position, unless enough of them are rendered already.
   *
   * @param topPx of the view, from the beginning of the list
   * @returns true if the rendered groups have changed
   */
  showAround(topPx: number, viewPx: number): boolean {
    const height = viewPx || DEFAULT_VIEW_PX;
    const spare = overscan(height) / 2;
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

  /** Records the measured height of a group. */
  measure(group: MessageGroup, heightPx: number): void {
    if (heightPx <= 0 || Math.abs((this.#heights.get(group.key) ?? 0) - heightPx) < 0.1) return;
    this.#heights.set(group.key, heightPx);
    this.#valid = Math.min(this.#valid, Math.max(this.#groups.indexOf(group), 0));
  }

  /**
   * Returns the parts of the list to render.
   *
   * @param pinned key of a group that is always rendered: the one that has the focus
   */
  segments(pinned?: string): Segment[] {
    const count = this.#groups.length;
    const [from, to] = this.#isWhole ? [0, count] : [this.#from, Math.min(this.#to, count)];
    const pinnedIndex = pinned === undefined ? -1 : this.#groups.findIndex(({ key }) => key === pinned);
    const runs = [
      [from, to],
      [count, count],
    ] as [number, number][];
    if (pinnedIndex >= 0 && (pinnedIndex < from || pinnedIndex >= to))
      runs.splice(pinnedIndex < from ? 0 : 1, 0, [pinnedIndex, pinnedIndex + 1]);
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
      this.#ends[this.#valid] = begin + (this.#heights.get(group.key) ?? estimateHeightPx(group));
    }
    return index === 0 ? 0 : this.#ends[index - 1]!;
  }

  /** Returns the index of the group at this position. */
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

function overscan(viewPx: number): number {
  return Math.min(Math.max(viewPx, OVERSCAN_PX.min), OVERSCAN_PX.max);
}
