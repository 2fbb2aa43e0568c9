import type { ComponentChild, ComponentClass } from 'preact';
import { systemClock } from '../../../lib/clock.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import { adoptRichStyles } from './adopt-rich-styles.js';
import { createRichBlock } from './rich-block.js';
import { RichParser } from './rich-parser.js';
import type { WindowKit } from './window-kit.js';

export interface RichTextProps {
  text: string;
  /** True while more of the text is expected: then it is drawn again at most once per frame. */
  streaming?: boolean | undefined;
  t: Catalogue;
}

/** After each drawing of a growing text, a rest of so many times its cost: however long the text or slow the machine, the page stays free. */
const REST_FACTOR = 4;

/** The component that draws a text with markup. */
export function createRichView(kit: WindowKit): ComponentClass<RichTextProps> {
  const { h, PureComponent } = kit;
  const RichBlock = createRichBlock(kit);

  return class RichView extends PureComponent<RichTextProps> {
    #box: Element | null = null;
    #parser = new RichParser(this.props.t.language);
    #frame = 0;
    #restUntil = 0;

    override componentDidMount(): void {
      if (this.#box) adoptRichStyles(this.#box);
    }

    override componentWillUnmount(): void {
      cancelAnimationFrame(this.#frame);
    }

    override shouldComponentUpdate(next: Readonly<RichTextProps>): boolean {
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

    readonly #keepBox = (element: Element | null) => {
      this.#box = element;
    };

    render({ text, t }: RichTextProps): ComponentChild {
      const blocks = this.#parser.parse(text);
      // By place, without keys: a text only grows at its end.
      return h(
        'div',
        { class: 'rich', ref: this.#keepBox },
        blocks.map((node) => h(RichBlock, { node, t })),
      );
    }
  };
}
