import { Component, createRef, type VNode } from 'preact';
import { systemClock } from '../../lib/clock.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { hasMarkup } from './has-markup.js';
import { loadedRichText, loadRichText } from './load-rich-text.js';
import { PlainText } from './PlainText.js';
import type { RichParser } from './rich/rich-parser.js';

export interface RichTextProps {
  text: string;
  /** True while more of the text is expected: then it is drawn again at most once per frame. */
  streaming?: boolean | undefined;
  t: Catalogue;
}

/** After each drawing of a growing text, a rest of so many times its cost: however long the text or slow the machine, the page stays free. */
const REST_FACTOR = 4;

/**
 * Words with markup: markdown, the platform's dialect, an allow-list of HTML. A text without any is drawn as it is and loads
 * nothing; until the parser is here, every text is.
 */
export class RichText extends Component<RichTextProps> {
  readonly #box = createRef<HTMLDivElement>();
  #parser: RichParser | undefined;
  #language: string | undefined;
  #waiting = false;
  #mounted = false;
  #frame = 0;
  #restUntil = 0;

  override componentDidMount(): void {
    this.#mounted = true;
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    const parts = loadedRichText();
    const box = this.#box.current;
    if (parts && box) parts.adoptRichStyles(box);
    if (parts || this.#waiting || !hasMarkup(this.props.text)) return;
    this.#waiting = true;
    void loadRichText().then(() => {
      this.#waiting = false;
      if (this.#mounted && loadedRichText()) this.forceUpdate();
    });
  }

  override componentWillUnmount(): void {
    this.#mounted = false;
    cancelAnimationFrame(this.#frame);
  }

  override shouldComponentUpdate(next: Readonly<RichTextProps>): boolean {
    const { text, streaming, t } = this.props;
    if (next.t !== t) return true;
    if (next.text === text && next.streaming === streaming) return false;
    if (!next.streaming) return true;
    if (!this.#frame) this.#frame = requestAnimationFrame(this.#draw);
    return false;
  }

  readonly #draw = () => {
    if (systemClock.now() < this.#restUntil) {
      this.#frame = requestAnimationFrame(this.#draw);
      return;
    }
    this.#frame = 0;
    const startedAt = systemClock.now();
    this.forceUpdate(() => {
      const endedAt = systemClock.now();
      this.#restUntil = endedAt + (endedAt - startedAt) * REST_FACTOR;
    });
  };

  render({ text, t }: RichTextProps): VNode {
    const parts = loadedRichText();
    if (!parts || !(this.#parser || hasMarkup(text))) return <PlainText text={text} />;
    if (this.#language !== t.language) {
      this.#language = t.language;
      this.#parser = new parts.RichParser(t.language);
    }
    const { RichBlock } = parts;
    const blocks = this.#parser!.parse(text);
    return (
      <div class="rich" ref={this.#box}>
        {/* By place: a text only grows at its end. */}
        {blocks.map((node) => (
          <RichBlock node={node} t={t} />
        ))}
      </div>
    );
  }
}
