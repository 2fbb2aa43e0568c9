/** Where the reader is, taken before the list changes. */
export interface ReadingPlace {
  readonly id: string;
  readonly top: number;
}

/** Closer to the end than this, in CSS pixels, the reader follows the conversation. */
const AT_END_PX = 32;
/**
 * Whether the browser itself keeps in place what is read when elements above it change (Safari does not). It does so without
 * ending a smooth scroll, as a script that sets the position would.
 */
export const ANCHORS = globalThis.CSS?.supports?.('overflow-anchor', 'auto') ?? false;

/**
 * Keeps the reader's place in a scrolling list of `[data-id]` elements.
 *
 *   following: at the end; whatever grows (messages, pictures, a smaller window), the end stays in sight
 *   reading:   further up; what is put in above or below does not move the line being read
 */
export class ScrollAnchor {
  readonly #scroller: HTMLElement;
  readonly #observer: ResizeObserver;
  /** Sees to it that a picture which comes in above does not move what is read: browsers do it each in their own way, or not. */
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
   * To be called on each `scroll` event. It comes a frame late, and a picture may have grown the list in between: being far
   * from the end says nothing by itself, only that the reader has gone up does.
   */
  scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < AT_END_PX) this.#following = true;
    else if (scrollTop < this.#top) this.#following = false;
    this.#top = scrollTop;
    this.#place = this.place();
  }

  toEnd(): void {
    this.#following = true;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
  }

  /** The reader stays where they are, whatever grows from now on. */
  read(): void {
    this.#following = false;
    this.#top = this.#scroller.scrollTop;
    this.#place = this.place();
  }

  /** The first message in sight, and how far below the upper edge it begins. */
  place(): ReadingPlace | undefined {
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
    // Scrolled far away at once, nothing of what is drawn is in sight.
    return top > this.#scroller.clientHeight ? undefined : { id: first.dataset.id!, top };
  }

  /** Brings the message of `place` back to where it was, or the end into sight for who follows. */
  restore(place: ReadingPlace | undefined): void {
    if (this.#following) {
      this.toEnd();
      return;
    }
    if (!place) return;
    const element = this.#scroller.querySelector(`[data-id="${CSS.escape(place.id)}"]`);
    // Far from what is drawn now there is nothing to hold on to.
    if (!element) return;
    const now = element.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
    if (Math.abs(now - place.top) > 0.5) this.#scroller.scrollTop += now - place.top;
    this.#top = this.#scroller.scrollTop;
    this.#place = place;
  }

  dispose(): void {
    this.#observer.disconnect();
  }
}
