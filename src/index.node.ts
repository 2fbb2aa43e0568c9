import { WebSocket as NodeWebSocket } from 'ws';
import { type ChatClient, type ChatClientOptions, createChatClient as createWith } from './client/index.js';
import { HINTS } from './errors/hints.js';
import { setHints } from './errors/xo-error.js';
import type { WebSocketConstructor } from './rtm/socket.js';

export * from './index.js';

setHints(HINTS);

/** In UTF-16 units. `xo-rtm/admin` has the same limit. */
const MAX_ANSWER_LENGTH = 67_108_864;

/**
 * Creates a chat client in Node. Two defaults differ from those in browsers: if the runtime has no global `WebSocket` (Node 20),
 * the client uses the one of the package `ws`, a dependency of this package; and answers may be longer.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const runtime: { WebSocket?: WebSocketConstructor } = globalThis;
  return createWith({
    ...options,
    maxAnswerLength: options?.maxAnswerLength ?? MAX_ANSWER_LENGTH,
    WebSocket: options?.WebSocket ?? runtime.WebSocket ?? (NodeWebSocket as unknown as WebSocketConstructor),
  });
}
