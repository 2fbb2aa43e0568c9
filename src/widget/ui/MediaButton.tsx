import { Component, createRef, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { loadTemplateStrings, templateStrings } from '../i18n/load-template-strings.js';
import type { TemplateStrings } from '../i18n/template-strings.js';
import type { WaitingMedia } from '../store/media-policy.js';
import type { WindowContext } from '../store/window-context.js';
import { addStylesAround } from '../styles/add-styles.js';

const STYLES = `
.show-media{display:inline-flex;align-items:center;min-block-size:40px;padding-inline:14px;border:1px solid var(--_control);border-radius:20px;background:var(--_raised);color:var(--_link);font-weight:500}
.show-media:hover{background:var(--_bubble)}
`;

export interface MediaButtonProps {
  i18n: I18n;
}

/** Elements of a message that can take the focus. */
const FOCUSABLE = 'a[href],button,audio,video,input,select,textarea,[tabindex]';

/** The button that loads the pictures and media of one message. */
export class MediaButton extends Component<MediaButtonProps, { strings?: TemplateStrings }> {
  readonly #button = createRef<HTMLButtonElement>();
  #off = () => {};
  #language = '';

  override componentDidMount(): void {
    this.#off = (this.context as WindowContext).session?.subscribe(() => this.setState({})) ?? this.#off;
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    if (this.#button.current) addStylesAround(this.#button.current, STYLES);
    const { language } = this.props.i18n.t;
    if (this.#language === language || templateStrings(language)) return;
    this.#language = language;
    void loadTemplateStrings(language).then((strings) => this.setState({ strings }));
  }

  override componentWillUnmount(): void {
    this.#off();
  }

  /**
   * Media of this message that wait for the visitor. An avatar occurs in many messages, and belongs to the first of
   * them.
   */
  #waiting(): WaitingMedia[] {
    const { session, messageId: here } = this.context as WindowContext;
    const all = [...(session?.media?.waiting.values() ?? [])].filter(({ messageId }) => messageId !== undefined);
    return all.filter(
      (each) => each.messageId === here && (each.kind !== 'avatar' || all.find(({ key }) => key === each.key) === each),
    );
  }

  readonly #show = () => {
    const button = this.#button.current;
    const message = button?.parentElement;
    const hadFocus = button?.matches(':focus');
    (this.context as WindowContext).session?.media?.show(this.#waiting().map(({ key }) => key));
    // The button disappears with its focus: move the focus to what was shown, or to the message.
    if (!hadFocus || !message) return;
    const next = [...message.querySelectorAll<HTMLElement>(FOCUSABLE)].find((each) => each !== button);
    if (!next) message.tabIndex = -1;
    (next ?? message).focus({ preventScroll: true });
  };

  render({ i18n: { t } }: MediaButtonProps): VNode | null {
    const waiting = this.#waiting();
    const strings = templateStrings(t.language) ?? this.state.strings;
    if (waiting.length === 0 || !strings) return null;
    const { showMedia, showPicture, showPictures } = { ...strings, ...t.templates };
    const several = new Set(waiting.map(({ key }) => key)).size > 1;
    return (
      <button type="button" class="show-media" part="action" ref={this.#button} onClick={this.#show}>
        {waiting.some(({ kind }) => kind === 'player') ? showMedia : several ? showPictures : showPicture}
      </button>
    );
  }
}
