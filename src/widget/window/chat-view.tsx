import { render } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { guardPreact } from '../lib/guard-preact.js';
import type { ChatMode, ChatTheme } from '../store/chat-options.js';
import type { ChatSession } from '../store/chat-session.js';
import type { ThemeTokens } from '../store/platform-theme.js';
import { adoptStyles } from '../styles/adopt-styles.js';
import { ChatApp } from './ChatApp.js';

export interface ChatViewState {
  /** Undefined while the chat is not configured. */
  session: ChatSession | undefined;
  open: boolean;
  mode: ChatMode;
  theme: ChatTheme;
  botName: string | null;
  i18n: I18n;
}

/** Renders the shadow tree of one chat. */
export class ChatView {
  readonly #root: HTMLElement;
  readonly #onToggle: () => void;

  constructor(host: HTMLElement, onToggle: () => void) {
    guardPreact();
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    // Every time: a sheet does not follow an element into another document.
    adoptStyles(shadow);
    this.#root = host.ownerDocument.createElement('div');
    this.#root.className = 'xo';
    shadow.append(this.#root);
    this.#onToggle = onToggle;
  }

  show({ session, open, mode, theme, botName, i18n }: ChatViewState): void {
    const { dataset } = this.#root;
    dataset.mode = mode;
    dataset.theme = theme;
    this.#root.lang = i18n.t.language;
    if (i18n.dir) this.#root.dir = i18n.dir;
    else this.#root.removeAttribute('dir');
    const app = (
      <ChatApp
        key={session && keyOf(session)}
        session={session}
        open={open}
        inline={mode === 'inline'}
        botName={botName || i18n.t.chat}
        i18n={i18n}
        onToggle={this.#onToggle}
      />
    );
    render(app, this.#root);
  }

  /** Applies the platform's branding. */
  applyBranding(tokens: ThemeTokens): void {
    for (const [name, value] of tokens) this.#root.style.setProperty(name, value);
  }

  destroy(): void {
    render(null, this.#root);
    this.#root.remove();
  }
}

const keys = new WeakMap<ChatSession, number>();
let lastKey = 0;

/** A new session gets a new window, so that nothing of the previous one remains. */
function keyOf(session: ChatSession): number {
  const key = keys.get(session) ?? ++lastKey;
  keys.set(session, key);
  return key;
}
