import type { ComponentChild, ComponentClass } from 'preact';
import { systemClock } from '../../../lib/clock.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { WindowKit } from './window-kit.js';

export interface CodeBlockProps {
  text: string;
  /** As the sender names it; may be empty. */
  language: string;
  t: Catalogue;
}

type Outcome = 'copied' | 'copyFailed';

/** How long the button says how it went. */
const SHOWN_MS = 2_000;

/** Program code with a button that copies it. What the button says after a press is said aloud. */
export function createCodeBlock({ h, PureComponent }: WindowKit): ComponentClass<CodeBlockProps> {
  return class CodeBlock extends PureComponent<CodeBlockProps, { outcome?: Outcome | undefined }> {
    #stop = () => {};

    override componentWillUnmount(): void {
      this.#stop();
    }

    readonly #copy = () => {
      // Without a secure context there is no clipboard.
      const copied = navigator.clipboard?.writeText(this.props.text) ?? Promise.reject();
      copied.then(
        () => this.#tell('copied'),
        () => this.#tell('copyFailed'),
      );
    };

    #tell(outcome: Outcome): void {
      this.#stop();
      this.setState({ outcome });
      this.#stop = systemClock.after(SHOWN_MS, () => this.setState({ outcome: undefined }));
    }

    render({ text, language, t }: CodeBlockProps, { outcome }: { outcome?: Outcome | undefined }): ComponentChild {
      const button = { type: 'button', class: 'copy', 'aria-live': 'polite', onClick: this.#copy } as const;
      return h(
        'div',
        { class: 'code-block' },
        h('p', null, h('bdi', null, language || t.code), h('button', button, outcome ? t[outcome] : t.copy)),
        // What scrolls must be within reach of the keyboard.
        h('pre', { tabIndex: 0 }, h('code', null, text)),
      );
    }
  };
}
