import { useEffect, useRef } from 'react';
import type { ChatClient } from '../client/chat-client.js';
import { createChatClient } from '../client/index.js';
import type { ChatClientOptions } from '../client/options.js';
import { ConfigError } from '../errors/index.js';
import { isBrowser } from '../widget/lib/is-browser.js';
import { isClient } from '../widget/store/is-client.js';
import { useManagedClient } from './use-managed-client.js';
import { withNewestJwt } from './with-newest-jwt.js';

/** A client, which its owner disconnects; or options for a client that lives as long as the component. */
export type ChatSource = ChatClient | ChatClientOptions;

/** Options of `useChat()`. */
export interface UseChatOptions {
  /** Whether to connect when the component mounts. @default true for options, false for a client */
  connect?: boolean;
}

/**
 * Stand-in for what a server may lack, so that a page can be rendered there. Effects do not run on a server, so the
 * client never connects.
 */
const forRendering: Partial<ChatClientOptions> = {
  WebSocket: class {
    constructor() {
      throw new ConfigError('XO_CONFIG_ENVIRONMENT', 'unable to connect; there is no WebSocket');
    }
  } as unknown as NonNullable<ChatClientOptions['WebSocket']>,
};

/**
 * Returns the client of a conversation, for a user interface of your own. Given options, it creates the client,
 * connects it when the component mounts and disconnects it when the component unmounts; StrictMode does not cause a
 * second connection. A change of `apiUrl` or bot starts a new conversation. The latest `getJwt` is always used; other
 * options are read once.
 *
 * Rendered on a server, the client exists and does nothing. If it fails to connect, `useChatState(client).state` says
 * so.
 *
 * @throws ConfigError while rendering, if an option is missing or invalid
 * @example
 * const client = useChat({ apiUrl: 'https://platform.kore.ai', bot: { name: 'Demo', id: 'st-…' }, getJwt });
 * const { messages } = useChatState(client);
 */
export function useChat(source: ChatSource, { connect = !isClient(source) }: UseChatOptions = {}): ChatClient {
  const newest = useRef(source);
  useEffect(() => {
    newest.current = source;
  });
  return useManagedClient(
    isClient(source) ? source : `${source.apiUrl} ${source.bot?.name} ${source.bot?.id}`,
    () => {
      if (isClient(source)) return source;
      return createChatClient({
        ...(!isBrowser() && forRendering),
        ...withNewestJwt(source, () => newest.current as ChatClientOptions),
      });
    },
    (client) => {
      // A failure appears in `client.state`.
      if (connect) client.connect().catch(() => {});
    },
    (client) => {
      if (!isClient(source)) client.disconnect().catch(() => {});
    },
  );
}
