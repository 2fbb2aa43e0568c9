/**
 * The unknowns of the platform (docs/protocol.md §9.4), as settings. The promises hold for each combination.
 *
 * The following is assumed, because no client could deliver reliably without it:
 *  - A frame in transit when its socket ends is recorded before that moment or never, and of several frames the earlier ones
 *    are recorded. A message that the history does not show once the socket has ended was therefore not recorded.
 *  - A record is in the history within the settle time, which is five seconds for a client that has not seen a longer lag.
 *  - An ack is sent after its message is recorded.
 */
export interface Assumptions {
  /** Whether a repeated `clientMessageId` is only acknowledged, and not recorded again. */
  deduplicates: boolean;
  /** Type of `userMsgId`, the field for the `clientMessageId` in the history. */
  userMsgId: 'absent' | 'number' | 'string';
  /** Whether live frames have a `messageId` (docs/protocol.md §4.2). */
  liveIds: boolean;
  /** Number of bot messages that are delivered again after each reconnect. */
  redelivers: number;
  /** How the history handles `forward=true` with `msgId`: not at all, or with the page after that message, without or with it. */
  forward: 'ignored' | 'exclusive' | 'inclusive';
  /** Type of `ack.replyto`. */
  ackIdType: 'number' | 'string';
  /** Whether all records have different times, or records of one second the same. */
  timestamps: 'distinct' | 'coarse';
  /** Largest number of records in one page of the history, whatever `limit` the client requests. */
  pageCap: number;
  /** Number of records that every page but the newest repeats from the previous one. Less than `pageCap`. */
  pageOverlap: number;
  /** The longest time, in milliseconds, until the history shows a record. Newer records may be visible earlier. */
  historyLagMs: number;
  /** Pages with more records are refused as too large. Default: 0, which allows any size. */
  maxPageSize?: number;
  /** Lifetime of an access token, in milliseconds. */
  tokenLifetimeMs: number;
  /** Whether a JWT is accepted for one grant only (docs/protocol.md §1.3). */
  refusesReplay: boolean;
  /** Whether rtm/start returns a nonce, and the socket requires the sub-protocols (docs/protocol.md §2.3). */
  secureRtm: boolean;
  /** Whether a ping is answered with a pong. */
  answersPings: boolean;
  /** Number of replies of the bot to each message. */
  replies: number;
  /** Whether the last part of a stream has the complete text in `completeResponse`. */
  completeResponse: boolean;
}

/** A platform on which everything works as well as it can. Tests change the settings that they are about. */
export const IDEAL_PLATFORM: Assumptions = {
  deduplicates: true,
  userMsgId: 'number',
  liveIds: true,
  redelivers: 0,
  forward: 'exclusive',
  ackIdType: 'number',
  timestamps: 'distinct',
  pageCap: 100,
  pageOverlap: 0,
  historyLagMs: 0,
  maxPageSize: 0,
  tokenLifetimeMs: 120 * 24 * 3_600_000,
  refusesReplay: false,
  secureRtm: false,
  answersPings: false,
  replies: 0,
  completeResponse: true,
};
