import type { ChatClient } from '../../client/chat-client.js';
import type { ChatClientOptions } from '../../client/options.js';
import { ConfigError } from '../../errors/index.js';
import { bareObject } from '../../lib/json.js';
import { isBrowser } from '../lib/is-browser.js';
import type { ChatFeatures } from '../store/chat-features.js';
import { createConfiguredClient } from '../store/client-config.js';
import { isClient } from '../store/is-client.js';
import type { ChatMode, ChatTheme } from '../window/chat-view.js';
import { defineXoChat, type XoChatElement, type XoChatEvents } from './xo-chat-element.js';

/** Options of mountChat(): either `client`, or `apiUrl`, `bot` and `jwtUrl`. */
export interface MountOptions {
  /** The container, as an element or a selector. @default document.body */
  target?: Element | string;
  /**
   * Your own client, which the chat never disconnects; or options for a client that the chat creates and disconnects.
   */
  client?: ChatClient | ChatClientOptions;
  /** `https://host` of the platform. */
  apiUrl?: string;
  /** The bot; its name is also the title of the window. */
  bot?: ChatClientOptions['bot'];
  /** Address of your token endpoint, which answers `POST {}` with `{ "jwt": "…" }`. */
  jwtUrl?: string;
  /** Whether cookies are sent to the token endpoint; use `include` for one on another origin. @default 'same-origin' */
  jwtCredentials?: RequestCredentials;
  /** Allows `http:` and `ws:` for hosts other than localhost. @default false */
  allowInsecure?: boolean;
  /** Opens the window, and so connects, at once. @default false: connects when it is first opened */
  open?: boolean;
  /** Connects at once, but stays closed: the launcher shows the number of unread messages. @default false */
  preconnect?: boolean;
  /** Optional features of the window. */
  features?: ChatFeatures;
  /** @default 'auto' */
  theme?: ChatTheme;
  /** BCP 47 tag. @default English, with the text direction of the surrounding page */
  locale?: string;
  /** @default 'floating' in the body; 'inline' in any other target, which it fills and where it is always open */
  mode?: ChatMode;
}

/** A chat on a page. */
export interface ChatHandle {
  /** The `<xo-chat>` element. */
  readonly element: XoChatElement;
  readonly client: ChatClient;
  /** Opens the window and moves the focus into it. */
  open(): void;
  /** Closes the window. The connection stays open, and the launcher shows the number of unread messages. */
  close(): void;
  /** Removes the chat from the page with all listeners and timers. Disconnects the client unless it is yours. */
  destroy(): void;
  /** Registers a listener: `chat.on('message', (message) => …)`. Returns a function that removes it. */
  on<Name extends keyof XoChatEvents>(name: Name, listener: (detail: XoChatEvents[Name]) => void): () => void;
}

function findTarget(target: Element | string = document.body): Element {
  const found = typeof target === 'string' ? document.querySelector(target) : target;
  if (found instanceof Element) return found;
  throw new ConfigError('config_invalid', `unable to mount the chat; no element matches ${JSON.stringify(target)}`, {
    hint: 'Call mountChat() when the target is in the page.',
  });
}

/**
 * Adds a chat to the page.
 *
 * @throws ConfigError if the target is not found, an option is missing or invalid, or the page is restricted to other
 *   platforms; the page is then unchanged
 * @example
 * const chat = mountChat({ apiUrl: 'https://platform.kore.ai', bot: { name: 'Demo', id: 'st-…' }, jwtUrl: '/token' });
 * chat.on('message', (message) => console.log(message.from, message.text));
 */
export function mountChat(wanted: MountOptions): ChatHandle {
  if (!isBrowser()) {
    throw new ConfigError('config_environment', 'unable to mount the chat; there is no document', {
      hint: 'Call mountChat() in the browser only.',
    });
  }
  const options = bareObject({ ...wanted });
  const { client: given, bot, locale } = options;
  const target = findTarget(options.target);
  const isOwned = !(given && isClient(given));
  const client = isOwned ? createConfiguredClient({ ...options, options: given }) : given;

  defineXoChat();
  const element = document.createElement('xo-chat');
  if (isOwned) element.adopt(client);
  else element.client = client;
  element.botName = bot?.name ?? (given && !isClient(given) ? given.bot.name : null);
  if (options.theme) element.theme = options.theme;
  element.locale = locale ?? null;
  element.features = options.features ? bareObject({ ...options.features }) : null;
  element.preconnect = options.preconnect ?? false;
  element.mode = options.mode ?? (target === document.body ? 'floating' : 'inline');
  element.open = options.open ?? false;
  target.append(element);

  const destroyed = new AbortController();
  return {
    element,
    client,
    open() {
      element.open = true;
    },
    close() {
      element.open = false;
    },
    destroy() {
      destroyed.abort();
      element.destroy();
    },
    on(name, listener) {
      const handler = (event: Event) => {
        // Ignores events that bubble up from a chat in the light DOM of this one.
        if (event.target === element) listener((event as CustomEvent).detail);
      };
      element.addEventListener(`xo-${name}`, handler, destroyed);
      return () => element.removeEventListener(`xo-${name}`, handler);
    },
  };
}
