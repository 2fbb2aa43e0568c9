import { Component, type ComponentChild, createRef, type VNode } from 'preact';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { hasMarkup } from '../lib/has-markup.js';
import { linkify, mayHaveLinks } from '../lib/linkify.js';
import { PureComponent } from '../lib/pure-component.js';
import { cutText, ONE_STEP, SHOWN_AT_FIRST, weigh } from '../lib/text-steps.js';
import { addStylesAround } from '../styles/add-styles.js';
import { claimDraw, drawLater } from './draw-turns.js';
import { richText } from './load-rich-text.js';

export interface DrawnTextProps {
  text: string;
  t: Catalogue;
  /** True if the text may have markup. @default false */
  rich?: boolean;
  /** True while more of the text is expected. */
  streaming?: boolean | undefined;
}

/** Styles of the button below a text that is cut. */
const STYLES = '.rest{display:block;margin-block-start:4px}.user .rest{color:inherit}';

/** Weight per character of a text without markup and addresses: it is a single node, so only its layout costs time. */
const PLAIN_COSTS = 1 / 2;

/**
 * An address whose host is in plain ASCII letters. Hosts in other letters may look like another host, so they are no links here;
 * RichText shows which host they are (link-text.ts).
 */
const PLAIN_HOST = /^(?:mailto:|tel:|(?:https?:\/\/)?[\w.:-]+(?:[/?#]|$))/i;

/** Draws addresses as links and leaves the rest of the text as it is. */
class Linkified extends PureComponent<{ text: string }> {
  render({ text }: { text: string }): ComponentChild {
    return linkify(text).map((part) =>
      typeof part === 'string' ? (
        part
      ) : PLAIN_HOST.test(part.text) ? (
        <a href={part.href} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      ) : (
        part.text
      ),
    );
  }
}

/**
 * Draws an untrusted text at a bounded cost, whatever it contains. A long text is drawn step by step, each step in a task of its
 * own. Of a very long text only the beginning is drawn; a button draws the rest in the same way.
 */
export class DrawnText extends Component<DrawnTextProps> {
  readonly #button = createRef<HTMLButtonElement>();
  #text = '';
  #isOpen = false;
  #hasMarkup = false;
  /** True once the text is drawn by the view that parses markup. */
  #isRich = false;
  /** Where the part of the text ends that may be drawn. */
  #goal = 0;
  /** Where the part of the text ends that is drawn. */
  #end = 0;
  /** Where the separately drawn parts begin. A step adds parts and does not draw earlier ones again. */
  #parts = [0];
  /** Weight of the next step while it waits for its turn; 0 if none is waiting. */
  #pendingWeight = 0;
  #isGranted = false;
  #cancel: (() => void) | undefined;
  #isLoadingView = false;

  override componentDidMount(): void {
    if (this.#button.current) addStylesAround(this.#button.current, STYLES);
    if (this.#hasMarkup && !richText.loaded && !this.#isLoadingView) {
      this.#isLoadingView = true;
      void richText.load().then(() => {
        this.#isLoadingView = false;
        // Preact ignores forceUpdate() on an unmounted component.
        if (richText.loaded) this.forceUpdate();
      });
    }
    this.#cancel?.();
    this.#cancel =
      this.#pendingWeight > 0
        ? drawLater(this.#pendingWeight, () => {
            this.#isGranted = true;
            this.forceUpdate();
          })
        : undefined;
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  override componentWillUnmount(): void {
    this.#cancel?.();
  }

  readonly #toggle = () => {
    this.#isOpen = !this.#isOpen;
    this.#updateGoal();
    // Keeps the button in view: without the rest of the text it may be above the visible area.
    this.forceUpdate(() => this.#isOpen || this.#button.current?.scrollIntoView?.({ block: 'nearest' }));
  };

  #restart(): void {
    this.#end = 0;
    this.#parts = [0];
  }

  #setText(text: string): void {
    if (text === this.#text) return;
    if (!text.startsWith(this.#text.slice(0, this.#end))) {
      this.#restart();
      this.#isOpen = false;
    }
    this.#text = text;
    this.#updateGoal();
  }

  #updateGoal(): void {
    const first = cutText(this.#text, 0, SHOWN_AT_FIRST);
    this.#goal = this.#isOpen ? this.#text.length : first;
    if (this.#end <= this.#goal) return;
    this.#end = this.#goal;
    this.#parts = this.#parts.filter((begin) => begin < this.#goal);
  }

  /** Adds the next step to what is drawn, or marks it as waiting for its turn. */
  #advance(isRich: boolean, goal: number): void {
    this.#pendingWeight = 0;
    if (this.#end < goal) {
      const end = Math.min(goal, cutText(this.#text, this.#end, ONE_STEP));
      const part = this.#text.slice(this.#end, end);
      const cost = isRich || mayHaveLinks(part) ? weigh(part) : part.length * PLAIN_COSTS;
      if (this.#isGranted || claimDraw(cost)) {
        this.#end = end;
        if (end < goal) this.#pendingWeight = ONE_STEP.weight;
      } else {
        this.#pendingWeight = cost;
      }
    }
    this.#isGranted = false;
  }

  #plain(): ComponentChild {
    const parts = this.#parts;
    for (;;) {
      const end = cutText(this.#text, parts.at(-1)!, ONE_STEP);
      if (end >= this.#end) break;
      parts.push(end);
    }
    return parts.map((begin, at) => {
      const part = <Linkified text={limitCombiningMarks(this.#text.slice(begin, parts[at + 1] ?? this.#end))} />;
      // In a single box, the browser would lay out all parts again with each step.
      return parts.length > 1 ? <div>{part}</div> : part;
    });
  }

  render({ text, t, rich = false, streaming }: DrawnTextProps): VNode {
    this.#setText(text);
    // A text that is drawn with markup once stays so while it grows.
    this.#hasMarkup ||= rich && hasMarkup(text.slice(0, this.#goal));
    const View = this.#hasMarkup ? richText.loaded : undefined;
    if (View && !this.#isRich) {
      this.#isRich = true;
      this.#restart();
    }
    // While the view is loading, one step is enough: the view draws the text again in a moment.
    const goal = this.#hasMarkup && !View ? Math.min(this.#goal, cutText(text, 0, ONE_STEP)) : this.#goal;
    this.#advance(Boolean(View), goal);
    const isWhole = this.#end === this.#goal;
    return (
      <>
        {this.#end === 0 ? (
          limitCombiningMarks(text.slice(0, cutText(text, 0, ONE_STEP)))
        ) : View ? (
          <View text={text.slice(0, this.#end)} streaming={streaming} t={t} />
        ) : (
          this.#plain()
        )}
        {
          // Drawn from the first step on: a button that appeared later could widen the bubble, and all of it would be laid out again.
          (this.#isOpen || this.#goal < text.length) && (
            <button
              type="button"
              class="inline rest"
              ref={this.#button}
              aria-expanded={this.#isOpen}
              disabled={!this.#isOpen && !isWhole}
              onClick={this.#toggle}
            >
              {this.#isOpen ? t.showLess : t.showAll}
            </button>
          )
        }
      </>
    );
  }
}
