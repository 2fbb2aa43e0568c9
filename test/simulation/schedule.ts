import * as fc from 'fast-check';
import type { Assumptions } from './assumptions.js';
import { CLOSE_CODES, type HttpFailure, type LinkFault } from './network/faults.js';

/*
 * A schedule says what happens in a run, in which tab, and when. It is plain data, generated at random, and shrunk when it fails.
 *
 * Schedules leave out the following, because no client could keep its promises then (see also assumptions.ts):
 *  - A message that is duplicated on its way to a platform that does not drop repeated ids: the network itself duplicates it.
 *  - A frame that is recorded after its socket has ended, or a history that lags by more than the settle time: a lookup would
 *    not tell whether a message was recorded.
 *  - Equal texts where the history has no `userMsgId`: the messages cannot be told apart. All texts in a run differ.
 *  - Reordered frames where all records of a second have the same time: their order is unknown.
 *  - Reordered acks: an own message is placed where its ack arrives.
 *  - Duplicated or reordered parts of a stream: they have no sequence number.
 * Schedules include bot messages that are lost or damaged on a socket that stays alive and delivers a later frame. The checker
 * excuses these messages, because the client cannot detect the loss before the next reading. TCP does not lose frames like that.
 */

/** The settings of a run. */
export interface Setup {
  /** Seed of all random numbers in the run. */
  seed: number;
  assumptions: Assumptions;
  /** Number of tabs of the user. They share the storage and the skewed clock. */
  tabs: 1 | 2;
  /** Whether the browser has Web Locks, with which pages detect each other. All current browsers do. */
  locks: boolean;
  storage: 'none' | 'sync' | 'async' | 'broken' | 'hanging';
  /** Whether the tabs are on two devices of the user, each with its own storage and locks. Default: false. */
  separateDevices?: boolean;
  skewMs: number;
  latencyMs: { up: number; down: number };
  /** Number of messages from before the first page. */
  history: number;
  deliveryReceipts: boolean;
  /** Whether the app has listeners that throw. */
  throwingListeners: boolean;
  /** Whether the pages receive `online` when all faults end. */
  signalled: boolean;
}

export type Signal = 'online' | 'offline' | 'visibilitychange' | 'pageshow' | 'resume';

export type Action =
  | { do: 'send'; count: number }
  | { do: 'send oversized' }
  /** Sends a message and aborts it. */
  | { do: 'send and abort'; abortMs: number }
  | { do: 'bot messages'; count: number; parts: number }
  | { do: 'fault'; fault: LinkFault }
  | { do: 'network'; condition: 'down' | 'silent'; durationMs: number; signalled: boolean }
  | { do: 'signal'; name: Signal }
  | { do: 'sleep'; durationMs: number; losesSocket: boolean }
  /** The page is frozen in the back-forward cache: its sockets are cut, and it learns of that before or after `pageshow`. */
  | { do: 'enter bfcache'; durationMs: number; closesFirst: boolean }
  /** The clock of the device is set. */
  | { do: 'set clock'; skewMs: number }
  /** `asGuest`: another user logs in, with the same storage, until the next reload. */
  | { do: 'reload'; closedMs: number; asGuest: boolean }
  | { do: 'disconnect' }
  | { do: 'connect' }
  | { do: 'load history'; limit: number }
  | { do: 'close session' }
  | { do: 'expire tokens' }
  /** The platform closes the socket with 1008, which is final. */
  | { do: 'ban' }
  /** The platform rejects the credentials from now on. */
  | { do: 'reject credentials' }
  /** The app's token endpoint fails. */
  | { do: 'fail getJwt'; how: 'reject' | 'hang' | 'empty'; times: number };

/** `afterMs`: time since the previous step. `tab`: index of the tab; a number that is too high means the last one. */
export type Step = { afterMs: number; tab: number } & Action;

export interface Schedule {
  setup: Setup;
  steps: Step[];
}

const int = (min: number, max: number) => fc.integer({ min, max });

const assumptions: fc.Arbitrary<Assumptions> = fc
  .record({
    deduplicates: fc.boolean(),
    userMsgId: fc.constantFrom('number', 'string', 'absent'),
    liveIds: fc.constantFrom(true, true, false),
    redelivers: fc.constantFrom(0, 0, 1, 3),
    forward: fc.constantFrom('ignored', 'exclusive', 'inclusive'),
    ackIdType: fc.constantFrom('number', 'string'),
    timestamps: fc.constantFrom('distinct', 'distinct', 'coarse'),
    pageCap: fc.constantFrom(100, 100, 10, 3),
    pageOverlap: fc.constantFrom(0, 0, 2),
    historyLagMs: fc.constantFrom(0, 0, 0, 300, 2_000, 4_900),
    maxPageSize: fc.constantFrom(0, 0, 0, 0, 5),
    tokenLifetimeMs: fc.constantFrom(120 * 24 * 3_600_000, 3_600_000, 90_000),
    refusesReplay: fc.boolean(),
    secureRtm: fc.boolean(),
    answersPings: fc.boolean(),
    replies: fc.constantFrom(0, 0, 1, 2),
    completeResponse: fc.boolean(),
  })
  .map((record) => record as Assumptions);

const setup: fc.Arbitrary<Setup> = fc.record({
  seed: fc.integer(),
  assumptions,
  tabs: fc.constantFrom(1 as const, 1 as const, 2 as const),
  storage: fc.constantFrom<Setup['storage']>('sync', 'sync', 'sync', 'async', 'async', 'none', 'broken', 'hanging'),
  locks: fc.boolean(),
  separateDevices: fc.constantFrom(false, false, false, true),
  skewMs: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, int(-600_000, 600_000)),
  latencyMs: fc.record({ up: fc.oneof(int(1, 60), int(1, 1_500)), down: fc.oneof(int(1, 60), int(1, 1_500)) }),
  history: fc.constantFrom(0, 0, 3, 40),
  deliveryReceipts: fc.boolean(),
  throwingListeners: fc.boolean(),
  signalled: fc.boolean(),
});

const endpoint = fc.constantFrom('any' as const, 'grant' as const, 'start' as const, 'history' as const);

const httpFailure: fc.Arbitrary<HttpFailure> = fc.oneof(
  fc.constantFrom<HttpFailure>({ kind: 'request lost' }, { kind: 'response lost' }, { kind: 'expired' }),
  fc.record({ kind: fc.constant('no response' as const), processed: fc.boolean() }),
  fc.record({ kind: fc.constant('delayed' as const), delayMs: int(5_000, 45_000) }),
  fc.record({
    kind: fc.constant('rate limited' as const),
    retryAfterS: int(1, 30),
    format: fc.constantFrom('seconds' as const, 'date' as const),
  }),
  fc.record(
    {
      kind: fc.constant('status' as const),
      status: fc.constantFrom(500 as const, 502 as const, 503 as const, 504 as const),
      retryAfterS: int(1, 20),
    },
    { requiredKeys: ['kind', 'status'] },
  ) as fc.Arbitrary<HttpFailure>,
  fc.record({
    kind: fc.constant('intermediary' as const),
    status: fc.constantFrom(200 as const, 401 as const, 403 as const, 404 as const, 407 as const, 511 as const),
    body: fc.constantFrom('html' as const, 'json' as const),
  }),
  fc.record({
    kind: fc.constant('malformed' as const),
    body: fc.constantFrom('html' as const, 'cut json' as const, 'other json' as const, 'empty' as const),
  }),
);

const fault: fc.Arbitrary<LinkFault> = fc.oneof(
  fc.record({ kind: fc.constant('close' as const), code: fc.constantFrom(...CLOSE_CODES) }),
  fc.record({ kind: fc.constant('cut' as const), detectedAfterMs: int(0, 5_000) }),
  fc.record({ kind: fc.constant('half-open' as const) }),
  fc.record({ kind: fc.constantFrom('refuse' as const, 'throw' as const), times: int(1, 4) }),
  fc.record({ kind: fc.constant('close on open' as const), times: int(1, 60) }),
  fc.record({
    kind: fc.constantFrom('drop' as const, 'duplicate' as const, 'reorder' as const, 'corrupt' as const),
    times: int(1, 4),
  }),
  fc.record({ kind: fc.constant('drop upward' as const), times: int(1, 2) }),
  fc.record({ kind: fc.constant('cut before ack' as const), code: fc.constantFrom(undefined, 1001, 1011) }),
  fc.record({ kind: fc.constantFrom('unexpected frame' as const, 'expire urls' as const) }),
  fc.record({ kind: fc.constant('http' as const), endpoint, failure: httpFailure, times: int(1, 4) }),
);

const outageMs = fc.oneof(int(0, 3_000), int(0, 60_000), int(0, 900_000));

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('send' as const), count: fc.oneof(int(1, 3), int(1, 20)) }) },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('bot messages' as const),
      count: fc.oneof(int(1, 3), int(1, 40)),
      parts: fc.constantFrom(1, 1, 3, 5),
    }),
  },
  { weight: 40, arbitrary: fc.record({ do: fc.constant('fault' as const), fault }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('network' as const),
      condition: fc.constantFrom('down' as const, 'silent' as const),
      durationMs: outageMs,
      signalled: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('signal' as const),
      name: fc.constantFrom<Signal>('online', 'offline', 'visibilitychange', 'pageshow', 'resume'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('sleep' as const), durationMs: outageMs, losesSocket: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('enter bfcache' as const),
      durationMs: outageMs,
      closesFirst: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('reload' as const),
      closedMs: fc.oneof(int(0, 500), outageMs),
      asGuest: fc.constantFrom(false, false, false, false, true),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('disconnect' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('connect' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('load history' as const), limit: int(1, 30) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expire tokens' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('ban' as const, 'reject credentials' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('send oversized' as const, 'close session' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('send and abort' as const),
      abortMs: fc.oneof(int(0, 300), int(0, 10_000)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set clock' as const), skewMs: int(-600_000, 600_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fail getJwt' as const),
      how: fc.constantFrom('reject' as const, 'hang' as const, 'empty' as const),
      times: int(1, 3),
    }),
  },
);

const step: fc.Arbitrary<Step> = fc
  .tuple(fc.oneof(int(0, 300), int(0, 300), int(0, 3_000), int(0, 30_000)), int(0, 1), action)
  .map(([afterMs, tab, details]) => ({ afterMs, tab, ...details }));

/** Whether a client can keep its promises with this schedule. */
const isFeasible = ({ setup: { assumptions: platform }, steps }: Schedule): boolean =>
  platform.timestamps === 'distinct' || !steps.some((one) => one.do === 'fault' && one.fault.kind === 'reorder');

export const schedules: fc.Arbitrary<Schedule> = fc
  .record({ setup, steps: fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }) })
  .filter(isFeasible);
