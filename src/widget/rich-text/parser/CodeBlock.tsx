import type { VNode } from 'preact';
import { systemClock } from '../../../lib/clock.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import { PureComponent } from '../../lib/pure-component.js';

export interface CodeBlockProps {
  text: string;
  /** As the sender names it; may be empty. */
  language: string;
  t: Catalogue;
}

type Outcome = 'copied' | 'copyFailed';

interface CodeBlockState {
  outcome?: Outcome | undefined;
}

/** How long the button shows the outcome. */
const SHOWN_MS = 2_000;

/** Program code with a button that copies it. The button is a live region, so screen readers announce the outcome. */
export class CodeBlock extends PureComponent<CodeBlockProps, CodeBlockState> {
  #stop = () => {};

  override componentWillUnmount(): void {
    this.#stop();
  }

  readonly #copy = () => {
    // Browsers have no clipboard outside secure contexts.
    const copied = navigator.clipboard?.writeText(this.props.text) ?? Promise.reject();
    copied.then(
      () => this.#show('copied'),
      () => this.#show('copyFailed'),
    );
  };

  #show(outcome: Outcome): void {
    this.#stop();
    this.setState({ outcome });
    this.#stop = systemClock.after(SHOWN_MS, () => this.setState({ outcome: undefined }));
  }

  render({ text, language, t }: CodeBlockProps, { outcome }: CodeBlockState): VNode {
    return (
      <div class="code-block">
        <p>
          <bdi>{language || t.code}</bdi>
          <button type="button" class="copy" aria-live="polite" onClick={this.#copy}>
            {outcome ? t[outcome] : t.copy}
          </button>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
      </div>
    );
  }
}
