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

/** Within this distance of an end, in CSS pixels, the strip counts as scrolled to it: snapping stops a little earlier. */
const AT_END_PX = 8;

/** Draws slides side by side. The user reaches those out of view by swiping, by keyboard or with two buttons. */
export class Slides extends Component<SlidesProps, Ends> {
  override state: Ends = { atStart: true, atEnd: false };
  readonly #strip = createRef<HTMLUListElement>();

  #observer: ResizeObserver | undefined;

  override componentDidMount(): void {
    this.#observer = new ResizeObserver(this.#updateEnds);
    this.#observer.observe(this.#strip.current!);
  }

  override componentWillUnmount(): void {
    this.#observer?.disconnect();
  }

  readonly #updateEnds = () => {
    const { scrollLeft, scrollWidth, clientWidth } = this.#strip.current!;
    // In right-to-left layouts `scrollLeft` is negative.
    const offset = Math.abs(scrollLeft);
    const ends: Ends = { atStart: offset < AT_END_PX, atEnd: offset > scrollWidth - clientWidth - AT_END_PX };
    if (ends.atStart !== this.state.atStart || ends.atEnd !== this.state.atEnd) this.setState(ends);
  };

  #move(by: 1 | -1): void {
    const strip = this.#strip.current!;
    const slide = strip.firstElementChild?.getBoundingClientRect().width ?? strip.clientWidth;
    const direction = getComputedStyle(strip).direction === 'rtl' ? -1 : 1;
    strip.scrollBy({ left: by * direction * slide });
  }

  readonly #previous = () => this.#move(-1);
  readonly #next = () => this.#move(1);

  render({ slides, strings }: SlidesProps, { atStart, atEnd }: Ends): VNode {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out everywhere
      <div class="wide slides" role="group" aria-label={strings.slides}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <ul class="strip" tabIndex={0} ref={this.#strip} onScroll={this.#updateEnds}>
          {slides}
        </ul>
        {slides.length > 1 && (
          <p class="steps">
            <button
              type="button"
              class="step"
              aria-label={strings.previous}
              aria-disabled={atStart}
              onClick={this.#previous}
            />
            <button
              type="button"
              class="step next"
              aria-label={strings.next}
              aria-disabled={atEnd}
              onClick={this.#next}
            />
          </p>
        )}
      </div>
    );
  }
}
