import { Component, type VNode } from 'preact';
import { hasMarkup } from './has-markup.js';
import { PlainText } from './PlainText.js';
import type { RichTextProps } from './rich/rich-view.js';
import { richText } from './rich-text.js';

/**
 * Words with markup: markdown, the platform's dialect, an allow-list of HTML. A text without any is drawn as it is and loads
 * nothing; until the parser is here, every text is.
 */
export class RichText extends Component<RichTextProps> {
  #isRich = false;
  #asked = false;

  override componentDidMount(): void {
    if (!this.#isRich || this.#asked || richText.loaded) return;
    this.#asked = true;
    void richText.load().then(() => {
      this.#asked = false;
      // Nothing happens to a component that has gone.
      if (richText.loaded) this.forceUpdate();
    });
  }

  override componentDidUpdate(): void {
    this.componentDidMount();
  }

  render(props: RichTextProps): VNode {
    // What has begun to be formatted stays so.
    this.#isRich ||= hasMarkup(props.text);
    const View = richText.loaded;
    return View && this.#isRich ? <View {...props} /> : <PlainText text={props.text} />;
  }
}
