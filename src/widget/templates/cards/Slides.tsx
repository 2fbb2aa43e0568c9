import { Component, createRef, type VNode } from 'preact';
import type { TemplateStrings } from '../../i18n/template-strings.js';

export interface SlidesProps {
  slides: readonly VNode[];
  strings: TemplateStrings;
}

interface Ends {
  atStart: boolean;
  atEnd: boolean;
}

/** Closer to an end than this, in CSS pixels, there is nothing more to see: snapping stops a little before it. */
const AT_END_PX = 8;

/** Things side by side, of which a part is in sight: by swiping, by keyboard, or by two buttons. */
export class Slides extends Component<SlidesProps, Ends> {
  override state: Ends = { atStart: true, atEnd: false };
  readonly #strip = createRef<HTMLUListElement>();

  #observer: ResizeObserver | undefined;

  override componentDidMount(): void {
    this.#observer = new ResizeObserver(this.#scrolled);
    this.#observer.observe(this.#strip.current!);
  }

  override componentWillUnmount(): void {
    this.#observer?.disconnect();
  }

  readonly #scrolled = () => {
    const { scrollLeft, scrollWidth, clientWidth } = this.#strip.current!;
    // From right to left it counts downwards from 0.
    const at = Math.abs(scrollLeft);
    const ends: Ends = { atStart: at < AT_END_PX, atEnd: at > scrollWidth - clientWidth - AT_END_PX };
    if (ends.atStart !== this.state.atStart || ends.atEnd !== this.state.atEnd) this.setState(ends);
  };

  #move(by: 1 | -1): void {
    const strip = this.#strip.current!;
    const slide = strip.firstElementChild?.getBoundingClientRect().width ?? strip.clientWidth;
    const forwards = getComputedStyle(strip).direction === 'rtl' ? -1 : 1;
    strip.scrollBy({ left: by * forwards * slide });
  }

  readonly #back = () => this.#move(-1);
  readonly #on = () => this.#move(1);

  render({ slides, strings }: SlidesProps, { atStart, atEnd }: Ends): VNode {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out everywhere
      <div class="wide slides" role="group" aria-label={strings.slides}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
        <ul class="strip" tabIndex={0} ref={this.#strip} onScroll={this.#scrolled}>
          {slides}
        </ul>
        {slides.length > 1 && (
          <p class="steps">
            <button
              type="button"
              class="step"
              aria-label={strings.previous}
              aria-disabled={atStart}
              onClick={this.#back}
            />
            <button
              type="button"
              class="step next"
              aria-label={strings.next}
              aria-disabled={atEnd}
              onClick={this.#on}
            />
          </p>
        )}
      </div>
    );
  }
}
