/** Where a fault happens: at a socket that is about to open, a frame of a client (`in`), a frame of the emulator (`out`), or an HTTP exchange. */
export type FaultPlace = 'connection' | 'in' | 'out' | 'http';

/** The conditions of a rule. All given ones must hold. */
export interface FaultMatch {
  at: FaultPlace;
  /** Identity of the user. It is not known at `jwtgrant`. */
  user?: string;
  /** `in` and `out`: the kind of the frame, which is its `type`, else its `event`, else its `resourceid`; `unreadable` if it is not JSON. */
  frame?: string;
  /** `in` and `out`: a text that the JSON of the frame contains. */
  text?: string;
  /**
   * `http`: `jwtgrant`, `rtm/start`, `botmessages`, `activetheme`, `attachment/token`, `attachment/file`, `attachment/chunk`,
   * `attachment/commit`, `attachment/url`, `files`, `media`, `jwt`, `welcome`; of the public APIs `roles`, `alluserroles`,
   * `getSessions`, `getMessages`, `debuglogs`, `publish`, `uploadfile`, `import`, `importStatus`, `eraseUsersData`,
   * `eraseStatus`, `intentrealtimedata`, `userstatus`.
   */
  endpoint?: string;
}

/** The effect of a rule on a frame or an exchange. Actions without further fields may be written as their bare name. */
export type FaultAction =
  /** `connection`: an HTTP status in place of the upgrade. @default 503 */
  | { type: 'refuse'; status?: number }
  /** `connection` (right after it opens), `in`, `out`: a close frame; the frame itself is lost. @default 1011 */
  | { type: 'close'; code?: number; reason?: string }
  /** Everywhere: cuts without a close frame or an answer. */
  | { type: 'terminate' }
  /** `connection`, `in`, `out`: the socket stays open, and from here on nothing passes either way. */
  | { type: 'blackHole' }
  /** Everywhere: delays by `ms` milliseconds. Later frames wait too, so the order stays the same. */
  | { type: 'delay'; ms: number }
  /** `in`, `out`. */
  | { type: 'drop' }
  | { type: 'duplicate' }
  /** `in`, `out`: moves the frame behind the next one, or delays it by `ms` if there is no next one. @default 1000 */
  | { type: 'reorder'; ms?: number }
  /** `in`, `out`: half of the text, the text with a wrong character, bytes, or JSON of another shape. @default a random one */
  | { type: 'corrupt'; as?: Corruption }
  /** `in`: a message is recorded and answered, but the socket is cut before the ack. @default terminate */
  | { type: 'recordThenCut'; how?: 'close' | 'terminate'; code?: number }
  /** `http`: answers with this status and a body of the platform. `retryAfter` is in seconds, and sent as a number or as a date. */
  | {
      type: 'status';
      status: number;
      retryAfter?: number;
      retryAfterAs?: 'seconds' | 'date';
      msg?: string;
      code?: number | string;
    }
  /** `http`: never answers. */
  | { type: 'timeout' }
  /** `http`: answers 200 with the HTML page of a proxy. */
  | { type: 'garbage' }
  /**
   * `http`: an answer that is not the platform's, such as the page or the JSON of a gateway or a captive portal.
   * @default status 502, as html, with a body that names the status
   */
  | { type: 'foreignAnswer'; status?: number; as?: 'html' | 'json'; body?: string }
  /** `http`: redirects to this address. @default status 307 */
  | { type: 'redirect'; location: string; status?: 301 | 302 | 303 | 307 | 308 }
  /** `http`: expires the access token of the request before it is handled. */
  | { type: 'expireToken' }
  /** `http` at `rtm/start`: the URL in the answer has expired already. */
  | { type: 'lapseUrl' }
  /** `http` at `rtm/start`: the URL in the answer has another scheme or host (with its port), or is replaced by this JSON value. */
  | { type: 'socketUrl'; scheme?: 'ws' | 'wss' | 'http' | 'https'; host?: string; value?: unknown }
  /**
   * `http` at `botmessages`: a message appears in the history `ms` milliseconds after it was recorded, which is when it is
   * acknowledged or sent. With `min` and `max` each message has a lag of its own between them, so a later one may appear before an
   * earlier one; the emulator's seed makes that repeatable. Hidden messages are not counted, and not accepted as `msgId`.
   */
  | { type: 'lagHistory'; ms: number | { min: number; max: number } }
  /** `http` at `botmessages`: returns at most `limit` messages, even if the request allows more. */
  | { type: 'shortPage'; limit: number }
  /** `http` at `botmessages`: a page with an offset begins `by` messages too early, and so repeats messages of the page before. */
  | { type: 'overlapPage'; by: number };

/** The faults that an endpoint itself applies. */
export type EndpointFault = Extract<
  FaultAction,
  { type: 'lapseUrl' | 'socketUrl' | 'lagHistory' | 'shortPage' | 'overlapPage' }
>;

/** Cuts the connection after a message was recorded, and before its ack. */
export type AckDisconnect = Extract<FaultAction, { type: 'recordThenCut' }>;

/** Ways to corrupt a frame. */
export type Corruption = 'half' | 'letter' | 'bytes' | 'shape';

/** A rule is plain data, so that tests, `--faults` files and pages can share it. Only the first rule that fires is applied. */
export interface FaultRule {
  /** Identifies the rule in `hits`. @default `fault-` and its number */
  id?: string;
  match: FaultMatch;
  action: FaultAction | FaultAction['type'];
  /** Number of times that the rule fires at most. @default no limit */
  count?: number;
  /** Number of matches that pass before the rule fires. @default 0 */
  after?: number;
  /** Probability that a match fires, from 0 to 1. @default 1 */
  probability?: number;
  /** Gives the rule a random sequence of its own. @default that of the emulator */
  seed?: number;
}
