import type { VNode } from 'preact';
import { systemClock } from '../../../lib/clock.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import { PureComponent } from '../../lib/pure-component.js';
import { addStylesAround } from '../../styles/add-styles.js';
import { RichBlock } from './RichBlock.js';
import { RichParser } from './rich-parser.js';
import { richStyles } from './rich-styles.js';

export interface RichViewProps {
  text: string;
  /** True while more of the text is expected. The view then draws at most once per frame. */
  streaming?: boolean | undefined;
  t: Catalogue;
}

/**
 * After each drawing of a growing text, the view pauses for this many times the duration of the drawing. The page stays
 * responsive however long the text is or however slow the machine.
 */
const REST_FACTOR = 4;

/** Draws a text with markup. */
export class RichView extends PureComponent<RichViewProps> {
  #box: Element | null = null;
  #parser = new RichParser(this.props.t.language);
  #frame = 0;
  #restUntil = 0;

  override componentDidMount(): void {
    if (this.#box) addStylesAround(this.#box, richStyles);
  }

  override componentWillUnmount(): void {
    cancelAnimationFrame(this.#frame);
  }

  override shouldComponentUpdate(next: Readonly<RichViewProps>): boolean {
    const { text, streaming, t } = this.props;
    if (next.t !== t) {
      this.#parser = new RichParser(next.t.language);
      return true;
    }
    if (next.text === text && next.streaming === streaming) return false;
    if (!next.streaming) return true;
    if (!this.#frame) this.#frame = requestAnimationFrame(this.#draw);
    return false;
  }

  readonly #draw = () => {
    const startedAt = systemClock.now();
    if (startedAt < this.#restUntil) {
      this.#frame = requestAnimationFrame(this.#draw);
      return;
    }
    this.#frame = 0;
    this.forceUpdate(() => {
      const endedAt = systemClock.now();
      this.#restUntil = endedAt + (endedAt - startedAt) * REST_FACTOR;
    });
  };

  readonly #setBox = (element: Element | null) => {
    this.#box = element;
  };

  render({ text, t }: RichViewProps): VNode {
    return (
      <div class="rich" ref={this.#setBox}>
        {/* Blocks need no keys: a text only grows at its end, so each block keeps its place. */}
        {this.#parser.parse(text).map((node) => (
          <RichBlock node={node} t={t} />
        ))}
      </div>
    );
  }
}
