import { render } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { guardPreact } from '../lib/guard-preact.js';
import type { ChatSession } from '../store/chat-session.js';
import type { ThemeTokens } from '../store/platform-theme.js';
import { adoptStyles } from '../styles/adopt-styles.js';
import { ChatApp } from './ChatApp.js';

/** `auto`: light or dark, as the reader has set the system. */
export type ChatTheme = 'auto' | 'light' | 'dark';
/**
 * `floating`: a round button in a corner of the page that opens a window. `docked`: the same with a window along the whole side
 * of the page. `inline`: fills its box, always open.
 */
export type ChatMode = 'floating' | 'docked' | 'inline';

export interface ChatLook {
  /** Undefined while there is nothing to talk to. */
  session: ChatSession | undefined;
  open: boolean;
  mode: ChatMode;
  theme: ChatTheme;
  botName: string | null;
  i18n: I18n;
}

/** The shadow tree of one chat: what is drawn where. */
export class ChatView {
  readonly #root: HTMLElement;
  readonly #onToggle: () => void;

  constructor(host: HTMLElement, onToggle: () => void) {
    guardPreact();
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    // Again each time: a sheet does not follow an element into another document.
    adoptStyles(shadow);
    this.#root = host.ownerDocument.createElement('div');
    this.#root.className = 'xo';
    shadow.append(this.#root);
    this.#onToggle = onToggle;
  }

  show({ session, open, mode, theme, botName, i18n }: ChatLook): void {
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

  /** Puts on the platform's branding. */
  brand(tokens: ThemeTokens): void {
    for (const [name, value] of tokens) this.#root.style.setProperty(name, value);
  }

  dispose(): void {
    render(null, this.#root);
    this.#root.remove();
  }
}

const keys = new WeakMap<ChatSession, number>();
let lastKey = 0;

/** Another conversation is another window: nothing of the old one may stay in it. */
function keyOf(session: ChatSession): number {
  const key = keys.get(session) ?? ++lastKey;
  keys.set(session, key);
  return key;
}
