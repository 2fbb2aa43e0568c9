import type { ChatClient } from '../../client/chat-client.js';
import { ConfigError } from '../../errors/index.js';
import { bareObject } from '../../lib/json.js';
import { isBrowser } from '../lib/is-browser.js';
import type { MountOptions } from '../store/chat-options.js';
import { createConfiguredClient } from '../store/client-config.js';
import { defineXoChat, type XoChatElement, type XoChatEvents } from './xo-chat-element.js';

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
  /** The same as `destroy()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
  /** Registers a listener: `chat.on('message', (message) => …)`. Returns a function that removes it. */
  on<Name extends keyof XoChatEvents>(name: Name, listener: (detail: XoChatEvents[Name]) => void): () => void;
}

function findTarget(target: Element | string = document.body): Element {
  const found = typeof target === 'string' ? document.querySelector(target) : target;
  if (found instanceof Element) return found;
  throw new ConfigError('XO_CONFIG_INVALID', `unable to mount the chat; no element matches ${JSON.stringify(target)}`, {
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
export function mountChat(all: MountOptions): ChatHandle {
  if (!isBrowser()) {
    throw new ConfigError('XO_CONFIG_ENVIRONMENT', 'unable to mount the chat; there is no document', {
      hint: 'Call mountChat() in the browser only.',
    });
  }
  const { target: wanted, client: given, ...options } = bareObject({ ...all });
  const target = findTarget(wanted);
  const client = given ?? createConfiguredClient(options);

  defineXoChat();
  const element = document.createElement('xo-chat');
  if (given) element.client = client;
  else element.adopt(client);
  element.botName = options.bot?.name ?? null;
  element.mode = target === document.body ? 'floating' : 'inline';
  element.applyWindowOptions(options);
  target.append(element);

  const destroyed = new AbortController();
  const destroy = () => {
    destroyed.abort();
    element.destroy();
  };
  return {
    element,
    client,
    open() {
      element.open = true;
    },
    close() {
      element.open = false;
    },
    destroy,
    [Symbol.asyncDispose]: async () => destroy(),
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
