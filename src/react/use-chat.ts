import { useEffect, useRef } from 'react';
import type { ChatClient } from '../client/chat-client.js';
import { createChatClient } from '../client/index.js';
import type { ChatClientOptions } from '../client/options.js';
import { ConfigError } from '../errors/index.js';
import { isBrowser } from '../widget/lib/is-browser.js';
import { isClient } from '../widget/store/is-client.js';
import { useHeldClient } from './use-held-client.js';
import { withNewestJwt } from './with-newest-jwt.js';

/** A client, which stays its owner's; or the options of one that lives and ends with the component. */
export type ChatSource = ChatClient | ChatClientOptions;

/** What goes with `useChat()`. */
export interface UseChatOptions {
  /** Whether the client connects when the component is mounted. @default true for options, false for a client */
  connect?: boolean;
}

/** In place of what a server may lack, so that a page can be rendered there: effects, and so connections, do not run. */
const forRendering: Partial<ChatClientOptions> = {
  WebSocket: class {
    constructor() {
      throw new ConfigError('config_environment', 'unable to connect; there is no WebSocket');
    }
  } as unknown as NonNullable<ChatClientOptions['WebSocket']>,
};

/**
 * The client of a conversation for a component of your own. With options it makes the client, connects it when the component
 * is mounted and disconnects it when it is unmounted; in StrictMode, too, there is one connection. Another `apiUrl` or bot
 * is another conversation; it is always the newest `getJwt` that is asked; further options are read once.
 *
 * Rendered on a server, the client is there and does nothing. That it cannot connect, `useChatState(client).state` tells.
 *
 * @throws ConfigError while rendering, when an option is missing or wrong
 * @example
 * const client = useChat({ apiUrl: 'https://platform.kore.ai', bot: { name: 'Demo', id: 'st-…' }, getJwt });
 * const { messages } = useChatState(client);
 */
export function useChat(source: ChatSource, { connect = !isClient(source) }: UseChatOptions = {}): ChatClient {
  const newest = useRef(source);
  useEffect(() => {
    newest.current = source;
  });
  return useHeldClient(
    isClient(source) ? source : `${source.apiUrl} ${source.bot?.name} ${source.bot?.id}`,
    () => {
      if (isClient(source)) return source;
      return createChatClient({
        ...(!isBrowser() && forRendering),
        ...withNewestJwt(source, () => newest.current as ChatClientOptions),
      });
    },
    (client) => {
      // The state tells of a failure.
      if (connect) client.connect().catch(() => {});
    },
    (client) => {
      if (!isClient(source)) client.disconnect().catch(() => {});
    },
  );
}
