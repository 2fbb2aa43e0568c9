import { Component, createRef, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import type { ChatSession } from '../store/chat-session.js';
import { ChatWindow } from './ChatWindow.js';
import { Launcher } from './Launcher.js';
import { Unavailable } from './Unavailable.js';

export interface ChatAppProps {
  /** Undefined while the page has not said which bot, or has said it wrongly. */
  session: ChatSession | undefined;
  open: boolean;
  /** A part of the page: always open, without a launcher. */
  inline: boolean;
  botName: string;
  i18n: I18n;
  onToggle: () => void;
}

/** Launcher and window, and the way of the focus between them. */
export class ChatApp extends Component<ChatAppProps> {
  readonly #launcher = createRef<HTMLButtonElement>();
  // To elements only: Preact hands a ref on a component through as a prop.
  readonly #field = createRef<HTMLTextAreaElement>();
  #unsubscribe = () => {};
  /** Where the focus was when the window was opened from elsewhere than the launcher. */
  #opener: HTMLElement | undefined;

  override componentDidMount(): void {
    this.#unsubscribe = this.props.session?.subscribe(() => this.#unreadChanged()) ?? this.#unsubscribe;
  }

  override componentWillUnmount(): void {
    this.#unsubscribe();
  }

  /** True when the focus is about to go down with the window. */
  override getSnapshotBeforeUpdate(before: ChatAppProps): boolean {
    const inside = this.#launcher.current ?? this.#field.current;
    if (before.open === this.props.open || !inside) return false;
    const root = inside.getRootNode() as ShadowRoot;
    if (before.open) return root.activeElement !== null;
    const { activeElement, body } = inside.ownerDocument;
    const elsewhere = activeElement instanceof HTMLElement && activeElement !== body && activeElement !== root.host;
    this.#opener = elsewhere ? activeElement : undefined;
    return false;
  }

  override componentDidUpdate(before: ChatAppProps, _state: unknown, focusWasInside: boolean): void {
    // At the first rendering the focus stays where the page has put it: only what somebody opens takes it.
    if (this.props.open && !before.open) this.#field.current?.focus({ preventScroll: true });
    else if (focusWasInside) {
      this.#launcher.current?.focus();
      // Where that has gone meanwhile, the focus stays at the launcher.
      this.#opener?.focus();
    }
  }

  /** An open window listens for itself. */
  #unreadChanged(): void {
    if (!this.props.open) this.forceUpdate();
  }

  render({ session, open, inline, botName, i18n, onToggle }: ChatAppProps): VNode {
    const onClose = inline ? undefined : onToggle;
    return (
      <>
        {open && session && (
          <ChatWindow session={session} i18n={i18n} botName={botName} onClose={onClose} fieldRef={this.#field} />
        )}
        {open && !session && <Unavailable title={botName} t={i18n.t} onClose={onClose} />}
        {!inline && (
          <Launcher
            open={open}
            unread={session?.unread ?? 0}
            t={i18n.t}
            buttonRef={this.#launcher}
            onToggle={onToggle}
          />
        )}
      </>
    );
  }
}
