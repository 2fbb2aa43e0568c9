/** The position of the reader, recorded before the list changes. */
export interface ReadingPlace {
  readonly id: string;
  readonly top: number;
}

/** Within this distance of the end, in CSS pixels, the reader follows the conversation. */
const AT_END_PX = 32;
/**
 * Whether the browser supports scroll anchoring (Safari does not). Unlike a script that sets the position, it does not
 * interrupt a smooth scroll.
 */
export const SUPPORTS_ANCHORING = globalThis.CSS?.supports?.('overflow-anchor', 'auto') ?? false;

/**
 * Keeps the reader's position in a scrolling list of `[data-id]` elements.
 *
 *   following: at the end; when anything grows (messages, pictures, a smaller window), the end stays visible
 *   reading:   further up; content inserted above or below does not move the line being read
 */
export class ScrollAnchor {
  readonly #scroller: HTMLElement;
  readonly #observer: ResizeObserver;
  /**
   * Restored after each resize, so that a picture that loads above does not move the text being read: browsers handle
   * this differently or not at all.
   */
  #place: ReadingPlace | undefined;
  #following = true;
  #top = 0;

  constructor(scroller: HTMLElement, content: HTMLElement) {
    this.#scroller = scroller;
    this.#observer = new ResizeObserver(() => this.restore(this.#place));
    this.#observer.observe(scroller);
    this.#observer.observe(content);
  }

  get following(): boolean {
    return this.#following;
  }

  /**
   * Call it for each `scroll` event. The event is a frame late, and a picture may have grown the list in between. So a
   * distance from the end does not mean that the reader has scrolled up; only a smaller scrollTop does.
   */
  onScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < AT_END_PX) this.#following = true;
    else if (scrollTop < this.#top) this.#following = false;
    this.#top = scrollTop;
    this.#place = this.readingPlace();
  }

  scrollToEnd(): void {
    this.#following = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
  }

  /** Stops following: the reader's position stays the same, whatever grows from now on. */
  stopFollowing(): void {
    this.#following = false;
    this.#top = this.#scroller.scrollTop;
    this.#place = this.readingPlace();
  }

  /** Returns the first visible message, and its distance from the upper edge. */
  readingPlace(): ReadingPlace | undefined {
    if (this.#following) return undefined;
    const edge = this.#scroller.getBoundingClientRect().top;
    const elements = this.#scroller.querySelectorAll<HTMLElement>('[data-id]');
    let low = 0;
    let high = elements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (elements[middle]!.getBoundingClientRect().bottom > edge) high = middle;
      else low = middle + 1;
    }
    const first = elements[low];
    if (!first) return undefined;
    const top = first.getBoundingClientRect().top - edge;
    // After a jump, no rendered message may be visible.
    return top > this.#scroller.clientHeight ? undefined : { id: first.dataset.id!, top };
  }

  /** Scrolls the message of `place` back to its position, or to the end while following. */
  restore(place: ReadingPlace | undefined): void {
    if (this.#following) {
      this.scrollToEnd();
      return;
    }
    if (!place) return;
    const element = this.#scroller.querySelector(`[data-id="${CSS.escape(place.id)}"]`);
    // The message may not be rendered any more.
    if (!element) return;
    const now = element.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
    if (Math.abs(now - place.top) > 0.5) this.#scroller.scrollTop += now - place.top;
    this.#top = this.#scroller.scrollTop;
    this.#place = place;
  }

  destroy(): void {
    this.#observer.disconnect();
  }
}
