/**
 * Where something can go wrong: a socket that is about to open, a frame of a client (`in`), a frame of the emulator
 * (`out`), an HTTP exchange.
 */
export type FaultPlace = 'connection' | 'in' | 'out' | 'http';

/** What a rule looks at. Every part that is given must fit. */
export interface FaultMatch {
  at: FaultPlace;
  /** Identity of the user, where it is known: not at `jwtgrant`. */
  user?: string;
  /** `in` and `out`: what the frame is: its `type`, else its `event`, else its `resourceid`; `unreadable` for what is no JSON. */
  frame?: string;
  /** `in` and `out`: a text that the frame's JSON contains. */
  text?: string;
  /**
   * `http`: `jwtgrant`, `rtm/start`, `botmessages`, `activetheme`, `attachment/token`, `attachment/file`, `attachment/chunk`,
   * `attachment/commit`, `attachment/url`, `files`, `media`, `jwt`, `welcome`; of the public APIs `roles`, `alluserroles`,
   * `getSessions`, `getMessages`, `debuglogs`, `publish`, `uploadfile`, `import`, `importStatus`, `eraseUsersData`,
   * `eraseStatus`, `intentrealtimedata`, `userstatus`.
   */
  endpoint?: string;
}

/** The frame or exchange that a rule fires at suffers this. Those without further fields may be written as their bare name. */
export type FaultAction =
  /** `connection`: an HTTP status in place of the upgrade. @default 503 */
  | { type: 'refuse'; status?: number }
  /** `connection` (right after it opens), `in`, `out`: a close frame; the frame itself is lost. @default 1011 */
  | { type: 'close'; code?: number; reason?: string }
  /** Everywhere: cuts without a close frame or an answer. */
  | { type: 'terminate' }
  /** `connection`, `in`, `out`: the socket stays open, and from here on nothing passes either way. */
  | { type: 'blackHole' }
  /** Everywhere: later by so many milliseconds. Frames behind it wait too, so their order stays. */
  | { type: 'delay'; ms: number }
  /** `in`, `out`. */
  | { type: 'drop' }
  | { type: 'duplicate' }
  /** `in`, `out`: goes after the next frame, or after `ms` where there is none. @default 1000 */
  | { type: 'reorder'; ms?: number }
  /** `in`, `out`: half a text, a text with a broken letter, bytes, or JSON of another shape. @default one of them by chance */
  | { type: 'corrupt'; as?: Corruption }
  /** `in`: a message is recorded and answered, but the socket is cut before the ack. @default terminate */
  | { type: 'recordThenCut'; how?: 'close' | 'terminate'; code?: number }
  /** `http`: this status with a body of the platform. `retryAfter` in seconds, sent as a number or as a date. */
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
  /** `http`: 200 with the HTML page of some proxy. */
  | { type: 'garbage' }
  /**
   * `http`: the answer of somebody who is not the platform: the page of a gateway or a captive portal, or the JSON of one.
   * @default status 502, as html, with a body that says the status
   */
  | { type: 'foreignAnswer'; status?: number; as?: 'html' | 'json'; body?: string }
  /** `http`: a redirect to that address. @default status 307 */
  | { type: 'redirect'; location: string; status?: 301 | 302 | 303 | 307 | 308 }
  /** `http`: the access token of the request expires first. */
  | { type: 'expireToken' }
  /** `http` at `rtm/start`: the URL in the answer has lapsed already. */
  | { type: 'lapseUrl' }
  /** `http` at `rtm/start`: the URL in the answer has another scheme or host (with its port), or is that JSON value altogether. */
  | { type: 'socketUrl'; scheme?: 'ws' | 'wss' | 'http' | 'https'; host?: string; value?: unknown }
  /**
   * `http` at `botmessages`: a message is in the history only so many milliseconds after it was recorded, which is when it is
   * acknowledged or sent. With `min` and `max` each message has a lag of its own between them, and a later one may show before an
   * earlier one. Repeatable with the emulator's seed. What is hidden is not counted, and not known as `msgId`.
   */
  | { type: 'lagHistory'; ms: number | { min: number; max: number } }
  /** `http` at `botmessages`: at most so many messages, whatever the limit. */
  | { type: 'shortPage'; limit: number }
  /** `http` at `botmessages`: a page with an offset begins so many messages too new, and repeats what the page before had. */
  | { type: 'overlapPage'; by: number };

/** What is left for an endpoint itself to do wrong. */
export type EndpointFault = Extract<
  FaultAction,
  { type: 'lapseUrl' | 'socketUrl' | 'lagHistory' | 'shortPage' | 'overlapPage' }
>;

/** Cuts the connection after a message was recorded, and before its ack. */
export type AckDisconnect = Extract<FaultAction, { type: 'recordThenCut' }>;

/** Ways to corrupt a frame. */
export type Corruption = 'half' | 'letter' | 'bytes' | 'shape';

/** Declarative, so that tests, `--faults` files and pages can share it. The first rule that fires decides. */
export interface FaultRule {
  /** Names the rule in `hits`. @default its number */
  id?: string;
  match: FaultMatch;
  action: FaultAction | FaultAction['type'];
  /** Fires so often at most. @default no limit */
  count?: number;
  /** Lets so many matches pass first. @default 0 */
  after?: number;
  /** From 0 to 1. @default 1 */
  probability?: number;
  /** Gives the rule a chance sequence of its own. @default the emulator's */
  seed?: number;
}
