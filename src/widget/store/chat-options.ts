import type { ChatClient } from '../../client/chat-client.js';
import type { ChatClientOptions } from '../../client/options.js';
import type { BotRef } from '../../protocol/bot-info.js';
import type { ChatFeatures } from './chat-features.js';

/** Configuration of the client of a chat window: what `createChatClient()` takes, and what only a page can give. */
export interface ClientConfig extends Partial<ChatClientOptions> {
  /** Replaces `locale` in the client, but not in the window. */
  metaLocale?: string;
}

/** `auto` follows the reader's system setting. */
export type ChatTheme = 'auto' | 'light' | 'dark';
/**
 * `floating`: a round button in a corner of the page, which opens a window. `docked`: the same with a window along a
 * whole side of the page. `inline`: fills its container, always open.
 */
export type ChatMode = 'floating' | 'docked' | 'inline';

/** Options of a chat: those of `createChatClient()`, and those of the window. */
export interface XoChatOptions extends ClientConfig {
  /** Opens the window, and so connects, at once. @default false: connects when it is first opened */
  open?: boolean;
  /** Connects at once, but stays closed: the launcher shows the number of unread messages. @default false */
  preconnect?: boolean;
  /** Optional features of the window. */
  features?: ChatFeatures;
  /** @default 'auto' */
  theme?: ChatTheme;
  /** BCP 47 tag, for the window and for the client. @default English, with the text direction of the surrounding page */
  locale?: string;
  /** @default 'floating'; for `mountChat()` with another target than the body 'inline', which fills it and is always open */
  mode?: ChatMode;
}

/** What a chat cannot do without: a client, or what it takes to create one. */
export type ChatSetup =
  | {
      /** A client of yours, which the chat never disconnects. Replaces all options of `createChatClient()`. */
      client: ChatClient;
    }
  | ({ client?: ChatClient | undefined; apiUrl: string; bot: BotRef } & (
      | { jwtUrl: string }
      | { getJwt: NonNullable<ChatClientOptions['getJwt']> }
    ));

/** Options of `mountChat()`: those of `createChatClient()`, and those of the window. Unknown options are reported on the console. */
export type MountOptions = XoChatOptions &
  ChatSetup & {
    /** The container, as an element or a selector. @default document.body */
    target?: Element | string;
  };
