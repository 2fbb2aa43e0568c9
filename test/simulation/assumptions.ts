/**
 * What is not known about the platform (protocol.md §9.4), as choices. The proof holds for each combination.
 *
 * Taken as given, because nobody could deliver reliably without it:
 *  - A frame that is under way when its socket ends is recorded before that moment or never, and of several frames the
 *    earlier ones are: what the history does not show once the socket is gone was not recorded.
 *  - A record is in the history within the settle time, which the client takes for five seconds until it has seen more.
 *  - An ack is sent after recording.
 */
export interface Assumptions {
  /** A repeated `clientMessageId` is acknowledged again, but not recorded again. */
  dedupes: boolean;
  /** How the history names the `clientMessageId` of an own message. */
  userMsgId: 'absent' | 'number' | 'string';
  /** `messageId` in live frames (the seeds' sample has none). */
  liveIds: boolean;
  /** After each reconnect the last so many messages of the bot are delivered once more. */
  redelivers: number;
  /** What the history makes of `forward=true` with `msgId`: nothing, or the page after that message, without or with it. */
  forward: 'ignored' | 'exclusive' | 'inclusive';
  /** How `ack.replyto` is written. */
  ackAs: 'number' | 'string';
  /** Whether the times of two records differ, or are those of the same second. */
  stamps: 'distinct' | 'coarse';
  /** Records in one page of the history, however many are asked for. */
  pageCap: number;
  /** Every page but the newest repeats so many records of the one before it. Less than `pageCap`. */
  pageOverlap: number;
  /** The history shows a record up to so many milliseconds after it was made, later than newer ones. */
  lagMs: number;
  /** Pages of more records are refused as too large; 0 or left out: none are. */
  pageMost?: number;
  /** Life of an access token, in milliseconds. */
  tokenLifeMs: number;
  /** A JWT is good for one grant (protocol.md §1.2, "possibly a replay"). */
  refusesReplay: boolean;
  /** rtm/start brings a nonce, and the socket wants the sub-protocols (protocol.md §2.3). */
  secureRtm: boolean;
  /** A ping is answered. */
  pongs: boolean;
  /** What the bot says to each new message: so many answers. */
  answers: number;
  /** The last part of a stream carries the whole text. */
  completeResponse: boolean;
}

/** The kindest platform: what tests change is what they are about. */
export const KIND_PLATFORM: Assumptions = {
  dedupes: true,
  userMsgId: 'number',
  liveIds: true,
  redelivers: 0,
  forward: 'exclusive',
  ackAs: 'number',
  stamps: 'distinct',
  pageCap: 100,
  pageOverlap: 0,
  lagMs: 0,
  pageMost: 0,
  tokenLifeMs: 120 * 24 * 3_600_000,
  refusesReplay: false,
  secureRtm: false,
  pongs: false,
  answers: 0,
  completeResponse: true,
};
