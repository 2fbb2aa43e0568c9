import type { Endpoint } from '../recorder.js';

/** Close codes a platform or proxy ends a socket with (protocol.md §2.5); 1006 is the lack of one. 1008 is a refusal. */
export const CLOSE_CODES = [1001, 1002, 1005, 1007, 1009, 1011, 1012] as const;

/** What an HTTP call meets instead of a good answer. */
export type HttpFailure =
  /** The request never reaches the platform. */
  | { kind: 'request lost' }
  /** The platform does what it was asked for, and the answer is lost. */
  | { kind: 'answer lost' }
  /** Nothing comes back, ever. */
  | { kind: 'no answer'; processed: boolean }
  /** A good answer, so late that a socket URL in it has lapsed. */
  | { kind: 'late'; delayMs: number }
  | { kind: 'expired' }
  /** The JWT is no good: nothing that trying again could mend. */
  | { kind: 'rejected' }
  | { kind: 'rate limited'; retryAfterS: number; as: 'seconds' | 'date' }
  | { kind: 'status'; status: 500 | 502 | 503 | 504; retryAfterS?: number }
  /** Somebody on the way answers in place of the platform: a proxy, a gateway, the login page of a network. */
  | { kind: 'stranger'; status: 200 | 401 | 403 | 404 | 407 | 511; body: 'html' | 'json' }
  /** 200, and a page of HTML, or JSON of another kind. */
  | { kind: 'garbage'; body: 'html' | 'cut json' | 'other json' | 'empty' };

export type SocketFault =
  /** Ends the socket with a close frame. */
  | { kind: 'close'; code: number }
  /** Ends it without one; the page learns of it later. */
  | { kind: 'cut'; noticeMs: number }
  /** Nothing passes any more, and nobody says so. */
  | { kind: 'half-open' }
  /** The next handshakes are refused. */
  | { kind: 'refuse'; times: number }
  /** The socket is closed, and each of the next ones as soon as it is open. */
  | { kind: 'slam'; times: number }
  /** The constructor throws, as for a Content Security Policy, and names the URL. */
  | { kind: 'throw'; times: number }
  /** The next frames to the page are damaged; only what is said can be swapped, with whatever comes next. */
  | { kind: 'drop' | 'duplicate' | 'swap' | 'garble'; times: number }
  /** The next messages to the platform get lost. */
  | { kind: 'drop upward'; times: number }
  /** The next message is recorded, then the socket ends before its ack has left. */
  | { kind: 'cut before ack'; code: number | undefined }
  /** Frames that nobody asked for. */
  | { kind: 'stray' }
  /** The platform lapses the URLs that were not used yet. */
  | { kind: 'lapse urls' };

export type LineFault = SocketFault | { kind: 'http'; endpoint: Endpoint | 'any'; failure: HttpFailure; times: number };

/** `up`: all is well. `down`: what is tried fails at once. `hole`: what is tried gets no answer at all. */
export type Weather = 'up' | 'down' | 'hole';

/** Frames that are none of the client's business, or of a platform that is not built yet (law 8). */
export const STRAY_FRAMES: readonly unknown[] = [
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

/** A frame as it looks after a broken proxy. */
export function garble(text: string, dice: number): unknown {
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
  return kinds[Math.floor(dice * kinds.length)];
}
