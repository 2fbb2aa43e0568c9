import { WebSocket as NodeWebSocket } from 'ws';
import { type ChatClient, type ChatClientOptions, createChatClient as createWith } from './client/index.js';
import { MAX_SERVER_JSON_LENGTH } from './lib/json.js';
import type { WebSocketConstructor } from './rtm/socket.js';

export * from './index.js';

/**
 * The entry point of `xo-rtm` in Node. It differs from the one for browsers in two defaults: where the runtime has no global
 * `WebSocket` (Node 20), the client uses the one of the package `ws`, which is installed with this one; and answers may be
 * longer.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const runtime: { WebSocket?: WebSocketConstructor } = globalThis;
  return createWith({
    ...options,
    maxAnswerLength: options?.maxAnswerLength ?? MAX_SERVER_JSON_LENGTH,
    WebSocket: options?.WebSocket ?? runtime.WebSocket ?? (NodeWebSocket as unknown as WebSocketConstructor),
  });
}
