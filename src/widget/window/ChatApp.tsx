import { Component, createRef, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { drawPerFrame } from '../lib/frame-draw.js';
import type { ChatSession } from '../store/chat-session.js';
import { ChatWindow } from './ChatWindow.js';
import { Launcher } from './Launcher.js';
import { Unavailable } from './Unavailable.js';

export interface ChatAppProps {
  /** Undefined while the chat is not configured, or configured incorrectly. */
  session: ChatSession | undefined;
  open: boolean;
  /** Part of the page: always open, without a launcher. */
  inline: boolean;
  botName: string;
  i18n: I18n;
  onToggle: () => void;
}

/** Launcher and window. Moves the focus between them. */
export class ChatApp extends Component<ChatAppProps> {
  readonly #launcher = createRef<HTMLButtonElement>();
  // Refs to elements only: Preact passes a ref on a component through as a prop.
  readonly #field = createRef<HTMLTextAreaElement>();
  readonly #draw = drawPerFrame(() => this.forceUpdate());
  #unsubscribe = () => {};
  /** The element that had the focus when the window was opened by something other than the launcher. */
  #opener: HTMLElement | undefined;

  override componentDidMount(): void {
    this.#unsubscribe = this.props.session?.subscribe(() => this.#unreadChanged()) ?? this.#unsubscribe;
  }

  override componentWillUnmount(): void {
    this.#unsubscribe();
  }

  /** Returns true if the focus is inside the window that is about to close. */
  override getSnapshotBeforeUpdate(before: ChatAppProps): boolean {
    const element = this.#launcher.current ?? this.#field.current;
    if (before.open === this.props.open || !element) return false;
    const root = element.getRootNode() as ShadowRoot;
    if (before.open) return root.activeElement !== null;
    const { activeElement, body } = element.ownerDocument;
    const isElsewhere = activeElement instanceof HTMLElement && activeElement !== body && activeElement !== root.host;
    this.#opener = isElsewhere ? activeElement : undefined;
    return false;
  }

  override componentDidUpdate(before: ChatAppProps, _state: unknown, focusWasInside: boolean): void {
    // The first render does not move the focus: only opening the window does.
    if (this.props.open && !before.open) this.#field.current?.focus({ preventScroll: true });
    else if (focusWasInside) {
      this.#launcher.current?.focus();
      // If the opener has been removed, the focus stays on the launcher.
      this.#opener?.focus();
    }
  }

  /** An open window has a subscription of its own. */
  #unreadChanged(): void {
    if (!this.props.open) this.#draw();
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
