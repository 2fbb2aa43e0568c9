import type { Endpoint } from '../recorder.js';

/**
 * Close codes with which a platform or proxy ends a socket (docs/protocol.md §2.5). 1006 means that there was no close frame,
 * and 1008 is a refusal; both are faults of their own.
 */
export const CLOSE_CODES = [1001, 1002, 1005, 1007, 1009, 1011, 1012] as const;

/** How an HTTP call fails. */
export type HttpFailure =
  /** The request never reaches the platform. */
  | { kind: 'request lost' }
  /** The platform processes the request, and the response is lost. */
  | { kind: 'response lost' }
  /** The call stays pending until it is aborted. */
  | { kind: 'no response'; processed: boolean }
  /** A good response, so late that a socket URL in it may have expired. */
  | { kind: 'delayed'; delayMs: number }
  | { kind: 'expired' }
  /** The JWT is rejected, which is final. */
  | { kind: 'rejected' }
  | { kind: 'rate limited'; retryAfterS: number; format: 'seconds' | 'date' }
  | { kind: 'status'; status: 500 | 502 | 503 | 504; retryAfterS?: number }
  /** An intermediary responds in place of the platform: a proxy, a gateway, the login page of a network. */
  | { kind: 'intermediary'; status: 200 | 401 | 403 | 404 | 407 | 511; body: 'html' | 'json' }
  /** Status 200 with a body that is not the expected JSON. */
  | { kind: 'malformed'; body: 'html' | 'cut json' | 'other json' | 'empty' };

export type SocketFault =
  /** The socket ends with a close frame. */
  | { kind: 'close'; code: number }
  /** The socket ends without a close frame; the page learns of it later. */
  | { kind: 'cut'; detectedAfterMs: number }
  /** Nothing passes any more, and the page receives no event. */
  | { kind: 'half-open' }
  /** The next handshakes are refused. */
  | { kind: 'refuse'; times: number }
  /** The socket is closed, and each of the next ones as soon as it is open. */
  | { kind: 'close on open'; times: number }
  /** The constructor throws an error with the URL in it, as browsers do for a Content Security Policy. */
  | { kind: 'throw'; times: number }
  /** The next frames to the page are damaged. Only frames with messages are reordered, each with the next frame. */
  | { kind: 'drop' | 'duplicate' | 'reorder' | 'corrupt'; times: number }
  /** The next messages to the platform are lost. */
  | { kind: 'drop upward'; times: number }
  /** The next message is recorded, then the socket ends before the ack is sent. */
  | { kind: 'cut before ack'; code: number | undefined }
  /** A frame arrives that the client does not expect. */
  | { kind: 'unexpected frame' }
  /** All socket URLs that were not used yet expire. */
  | { kind: 'expire urls' };

export type LinkFault = SocketFault | { kind: 'http'; endpoint: Endpoint | 'any'; failure: HttpFailure; times: number };

/** `up`: everything passes. `down`: calls fail at once. `silent`: calls stay pending. */
export type NetworkCondition = 'up' | 'down' | 'silent';

/** Frames that the client must ignore: acks of unknown messages, unknown types, and values of the wrong shape. */
export const UNEXPECTED_FRAMES: readonly unknown[] = [
  { type: 'ack', ok: true, replyto: 1_466_692_440_896, message: 'delivered' },
  { ok: true, type: 'ack' },
  { type: 'ack', replyto: null },
  { type: 'hello' },
  { type: 'pong' },
  { type: 'Bot_Active', from: 'bot', botInfo: {}, sessionId: '5de5' },
  { type: 'tomorrow', message: { deep: [{ er: null }] } },
  { type: 'events', from: 'bot', message: { type: 'typing', author: { type: 'AGENT' } } },
  { type: 'events' },
  { type: 'bot_response', from: 'bot', message: 'none' },
  { type: 'bot_response' },
  { type: 'user_message' },
  [],
  null,
  'text',
  42,
];

/** A frame as a broken proxy might pass it on. @param random from 0 up to 1; chooses the damage */
export function corrupt(text: string, random: number): unknown {
  const kinds: unknown[] = [
    text.slice(0, text.length >> 1),
    `\u0000${text}`,
    new TextEncoder().encode(text).buffer,
    '<html><body>502 Bad Gateway</body></html>',
    '',
    'null',
    '[]',
    '{"type":"bot_response"}',
    '{"type":"ack"}',
  ];
  return kinds[Math.floor(random * kinds.length)];
}
