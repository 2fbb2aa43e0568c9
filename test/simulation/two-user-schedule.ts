import * as fc from 'fast-check';

/** Two users of one browser, who take turns. */
export const USERS = ['u-anna', 'u-berta'] as const;
export type User = (typeof USERS)[number];

export interface TwoUserSetup {
  /** Seed of all random numbers in the run. */
  seed: number;
  tabs: 1 | 2;
  storage: 'sync' | 'async';
  locks: boolean;
  tokenLifetimeMs: number;
  latencyMs: { up: number; down: number };
}

/** `afterMs`: time since the previous step. `tab`: index of the tab; a number that is too high means the last one. */
export type TwoUserStep = { afterMs: number; tab: number } & (
  | { do: 'send'; count: number }
  | { do: 'bot messages'; user: User; count: number }
  /** The app logs in a user in all its tabs: from now on JWTs are for this user. Pages and tokens do not change. */
  | { do: 'log in'; user: User }
  | { do: 'reload'; closedMs: number }
  /** The app disconnects its client, as at a route change, and creates another one in the same page. */
  | { do: 'remount' }
  | { do: 'disconnect' | 'connect' | 'load history' | 'expire tokens' }
  | { do: 'network'; durationMs: number }
  /** The next requests for a grant are lost. */
  | { do: 'fail grants'; times: number }
  /** The app calls `forget()`, as at a logout, and reloads all tabs. */
  | { do: 'forget' }
);

export interface TwoUserSchedule {
  setup: TwoUserSetup;
  steps: TwoUserStep[];
}

const int = (min: number, max: number) => fc.integer({ min, max });
const user = fc.constantFrom(...USERS);

const action = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('send' as const), count: int(1, 3) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('bot messages' as const), user, count: int(1, 3) }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('log in' as const), user }) },
  {
    weight: 14,
    arbitrary: fc.record({ do: fc.constant('reload' as const), closedMs: fc.oneof(int(0, 500), int(0, 60_000)) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('remount' as const) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'disconnect' as const,
        'connect' as const,
        'connect' as const,
        'load history' as const,
        'expire tokens' as const,
        'expire tokens' as const,
      ),
    }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('network' as const), durationMs: int(0, 90_000) }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('fail grants' as const), times: int(1, 6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forget' as const) }) },
);

const step = fc
  .tuple(fc.oneof(int(0, 300), int(0, 300), int(0, 3_000), int(0, 40_000)), int(0, 1), action)
  .map(([afterMs, tab, details]): TwoUserStep => ({ afterMs, tab, ...details }));

export const twoUserSchedules: fc.Arbitrary<TwoUserSchedule> = fc.record({
  setup: fc.record({
    seed: fc.integer(),
    tabs: fc.constantFrom(1 as const, 2 as const),
    storage: fc.constantFrom('sync' as const, 'async' as const),
    locks: fc.boolean(),
    tokenLifetimeMs: fc.constantFrom(3_600_000, 90_000, 20_000),
    latencyMs: fc.record({ up: fc.oneof(int(1, 60), int(1, 800)), down: fc.oneof(int(1, 60), int(1, 800)) }),
  }),
  steps: fc.array(step, { minLength: 2, maxLength: 25, size: 'max' }),
});
