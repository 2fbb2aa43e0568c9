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

/** Where the chat goes, whom it talks to, and how it looks. Either `client`, or `apiUrl`, `bot` and `jwtUrl`. */
export interface MountOptions {
  /** An element, or a selector of one. @default document.body */
  target?: Element | string;
  /** A client of yours, which stays yours: it is not disconnected. Or options for one that the chat makes, and ends. */
  client?: ChatClient | ChatClientOptions;
  /** `https://host` of the platform. */
  apiUrl?: string;
  /** The bot; its name is also the title of the window. */
  bot?: ChatClientOptions['bot'];
  /** Your token endpoint: answers `POST {}` with `{ "jwt": "…" }`. */
  jwtUrl?: string;
  /** Whether the page's cookies go to the token endpoint; `include` for one on another origin. @default 'same-origin' */
  jwtCredentials?: RequestCredentials;
  /** Lets `apiUrl` be `http:`, and the socket `ws:`, on a host that is not this machine. @default false */
  allowInsecure?: boolean;
  /** Opens, and so connects, at once. @default false: at the first opening */
  open?: boolean;
  /** Connects at once, but stays closed: messages are counted on the launcher. @default false */
  preconnect?: boolean;
  /** What the window offers beside writing and reading. */
  features?: ChatFeatures;
  /** @default 'auto' */
  theme?: ChatTheme;
  /** BCP 47 tag. @default English, in the direction of the page around */
  locale?: string;
  /** @default 'floating' in the body, 'inline' in any other target: it fills that box and is always open */
  mode?: ChatMode;
}

/** A chat on a page. */
export interface ChatHandle {
  /** The `<xo-chat>` in the page. */
  readonly element: XoChatElement;
  readonly client: ChatClient;
  /** Opens the window and moves the focus into it. */
  open(): void;
  /** Closes the window; the connection stays, and new messages are counted on the launcher. */
  close(): void;
  /** Takes the chat out of the page, with every listener and timer, and the connection unless the client is yours. */
  destroy(): void;
  /** Listens: `chat.on('message', (message) => …)`. Gives the function that ends it. */
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
 * Puts a chat into the page.
 *
 * @throws ConfigError when the target is missing, an option is missing or wrong, or the page is pinned to other platforms;
 *   nothing is in the page then
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
  const own = !(given && isClient(given));
  const client = own ? createConfiguredClient({ ...options, options: given }) : given;

  defineXoChat();
  const element = document.createElement('xo-chat');
  if (own) element.adopt(client);
  else element.client = client;
  element.botName = bot?.name ?? (given && !isClient(given) ? given.bot.name : null);
  if (options.theme) element.theme = options.theme;
  element.locale = locale ?? null;
  element.features = options.features ? bareObject({ ...options.features }) : null;
  element.preconnect = options.preconnect ?? false;
  element.mode = options.mode ?? (target === document.body ? 'floating' : 'inline');
  element.open = options.open ?? false;
  target.append(element);

  const gone = new AbortController();
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
      gone.abort();
      element.destroy();
    },
    on(name, listener) {
      const heard = (event: Event) => {
        // What bubbles up from a chat inside this one's light DOM is not ours.
        if (event.target === element) listener((event as CustomEvent).detail);
      };
      element.addEventListener(`xo-${name}`, heard, gone);
      return () => element.removeEventListener(`xo-${name}`, heard);
    },
  };
}
