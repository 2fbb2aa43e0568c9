import { WebSocket as NodeWebSocket } from 'ws';
import { type ChatClient, type ChatClientOptions, createChatClient as createWith } from './client/index.js';
import { HINTS } from './errors/hints.js';
import { setHints } from './errors/xo-error.js';
import type { WebSocketConstructor } from './rtm/socket.js';

export * from './index.js';

setHints(HINTS);

/** In UTF-16 units; the same as in `xo-rtm/admin`. */
const MAX_ANSWER_LENGTH = 67_108_864;

/**
 * The entry point of `xo-rtm` in Node. It differs from the one for browsers in two defaults: where the runtime has no global
 * `WebSocket` (Node 20), the client uses the one of the package `ws`, which is installed with this one; and answers may be
 * longer.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const runtime: { WebSocket?: WebSocketConstructor } = globalThis;
  return createWith({
    ...options,
    maxAnswerLength: options?.maxAnswerLength ?? MAX_ANSWER_LENGTH,
    WebSocket: options?.WebSocket ?? runtime.WebSocket ?? (NodeWebSocket as unknown as WebSocketConstructor),
  });
}
