import { Component, type ComponentChild, createRef, type VNode } from 'preact';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { adoptLater } from '../lib/adopt-later.js';
import { hasMarkup } from '../lib/has-markup.js';
import { linkify, mayHaveLinks } from '../lib/linkify.js';
import { PureComponent } from '../lib/pure-component.js';
import { cutText, ONE_STEP, SHOWN_AT_FIRST, weigh } from '../lib/text-steps.js';
import { drawLater, mayDraw } from './draw-turns.js';
import { richText } from './load-rich-text.js';

export interface DrawnTextProps {
  text: string;
  t: Catalogue;
  /** True where the text may have markup. @default false */
  rich?: boolean;
  /** True while more of the text is expected. */
  streaming?: boolean | undefined;
}

/** Of the button behind a text that is cut. */
const STYLES = '.rest{display:block;margin-block-start:4px}.user .rest{color:inherit}';

/** A text without markup and addresses is one node: it costs its layout alone. */
const PLAIN_COSTS = 1 / 2;

/** An address whose host is in plain letters. Others may look like another host: RichText says which it is (link-text.ts). */
const PLAIN_HOST = /^(?:mailto:|tel:|(?:https?:\/\/)?[\w.:-]+(?:[/?#]|$))/i;

/** Addresses as links, all else as it stands. */
class Plain extends PureComponent<{ text: string }> {
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
 * Draws a text from outside, bounded whatever it holds (law 11): a long one step by step, in tasks of their own; of a very long
 * one only the beginning, and the rest in the same way when its reader asks for it.
 */
export class DrawnText extends Component<DrawnTextProps> {
  readonly #button = createRef<HTMLButtonElement>();
  #text = '';
  #isOpen = false;
  #hasMarkup = false;
  /** Drawn by what reads markup, once that is here. */
  #isRich = false;
  /** End of what may be drawn. */
  #goal = 0;
  /** End of what is drawn. */
  #end = 0;
  /** Where the parts begin that are drawn by themselves: what was drawn before a step is not drawn again. */
  #parts = [0];
  /** Weight of the step that waits for its turn. */
  #waiting = 0;
  #isGranted = false;
  #stop: (() => void) | undefined;
  #asked = false;

  override componentDidMount(): void {
    if (this.#button.current) adoptLater(this.#button.current, STYLES);
    if (this.#hasMarkup && !richText.loaded && !this.#asked) {
      this.#asked = true;
      void richText.load().then(() => {
        this.#asked = false;
        // Nothing happens to a component that has gone.
        if (richText.loaded) this.forceUpdate();
      });
    }
    this.#stop?.();
    this.#stop =
      this.#waiting > 0
        ? drawLater(this.#waiting, () => {
            this.#isGranted = true;
            this.forceUpdate();
          })
        : undefined;
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  override componentWillUnmount(): void {
    this.#stop?.();
  }

  readonly #toggle = () => {
    this.#isOpen = !this.#isOpen;
    this.#aim();
    // Who takes the rest away had better not lose the button with it.
    this.forceUpdate(() => this.#isOpen || this.#button.current?.scrollIntoView?.({ block: 'nearest' }));
  };

  #restart(): void {
    this.#end = 0;
    this.#parts = [0];
  }

  #take(text: string): void {
    if (text === this.#text) return;
    if (!text.startsWith(this.#text.slice(0, this.#end))) {
      this.#restart();
      this.#isOpen = false;
    }
    this.#text = text;
    this.#aim();
  }

  #aim(): void {
    const first = cutText(this.#text, 0, SHOWN_AT_FIRST);
    this.#goal = this.#isOpen ? this.#text.length : first;
    if (this.#end <= this.#goal) return;
    this.#end = this.#goal;
    this.#parts = this.#parts.filter((begin) => begin < this.#goal);
  }

  /** Draws the next step now, or asks for a turn. */
  #step(isRich: boolean, goal: number): void {
    this.#waiting = 0;
    if (this.#end < goal) {
      const end = Math.min(goal, cutText(this.#text, this.#end, ONE_STEP));
      const part = this.#text.slice(this.#end, end);
      const cost = isRich || mayHaveLinks(part) ? weigh(part) : part.length * PLAIN_COSTS;
      if (this.#isGranted || mayDraw(cost)) {
        this.#end = end;
        if (end < goal) this.#waiting = ONE_STEP.weight;
      } else {
        this.#waiting = cost;
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
      const part = <Plain text={limitCombiningMarks(this.#text.slice(begin, parts[at + 1] ?? this.#end))} />;
      // In one box, all that is drawn would be laid out anew with each step.
      return parts.length > 1 ? <div>{part}</div> : part;
    });
  }

  render({ text, t, rich = false, streaming }: DrawnTextProps): VNode {
    this.#take(text);
    // What has begun to be formatted stays so.
    this.#hasMarkup ||= rich && hasMarkup(text.slice(0, this.#goal));
    const View = this.#hasMarkup ? richText.loaded : undefined;
    if (View && !this.#isRich) {
      this.#isRich = true;
      this.#restart();
    }
    // What is drawn anew in a moment need not be complete.
    const first = this.#hasMarkup && !View ? Math.min(this.#goal, cutText(text, 0, ONE_STEP)) : this.#goal;
    this.#step(Boolean(View), first);
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
          // There from the first step on: whatever makes a bubble wider lays out anew all that is in it.
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
