import * as fc from 'fast-check';

/** Two people who use one browser, one after the other or by turns. */
export const ACCOUNTS = ['u-anna', 'u-berta'] as const;
export type Account = (typeof ACCOUNTS)[number];

export interface AccountSetup {
  /** Of all chance inside the run. */
  seed: number;
  tabs: 1 | 2;
  storage: 'sync' | 'async';
  locks: boolean;
  tokenLifeMs: number;
  latencyMs: { up: number; down: number };
}

/** `afterMs`: since the step before. `tab` counts from 0; more than there are means the last. */
export type AccountStep = { afterMs: number; tab: number } & (
  | { do: 'send'; count: number }
  | { do: 'say'; user: Account; count: number }
  /** The app logs in somebody, in all its tabs: the next JWT is theirs. Pages and tokens stay as they are. */
  | { do: 'log in'; user: Account }
  | { do: 'reload'; closedMs: number }
  /** The app ends its client, as at a route change, and makes another one in the same page. */
  | { do: 'remount' }
  | { do: 'disconnect' | 'connect' | 'load history' | 'expire tokens' }
  | { do: 'network'; forMs: number }
  /** Nobody is granted anything. */
  | { do: 'no grant'; times: number }
  /** The app calls `forget()`, as at a logout, and reloads all its tabs. */
  | { do: 'forget' }
);

export interface AccountSchedule {
  setup: AccountSetup;
  steps: AccountStep[];
}

const int = (min: number, max: number) => fc.integer({ min, max });
const user = fc.constantFrom(...ACCOUNTS);

const action = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('send' as const), count: int(1, 3) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), user, count: int(1, 3) }) },
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
  { weight: 10, arbitrary: fc.record({ do: fc.constant('network' as const), forMs: int(0, 90_000) }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('no grant' as const), times: int(1, 6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forget' as const) }) },
);

const step = fc
  .tuple(fc.oneof(int(0, 300), int(0, 300), int(0, 3_000), int(0, 40_000)), int(0, 1), action)
  .map(([afterMs, tab, what]): AccountStep => ({ afterMs, tab, ...what }));

export const accountSchedules: fc.Arbitrary<AccountSchedule> = fc.record({
  setup: fc.record({
    seed: fc.integer(),
    tabs: fc.constantFrom(1 as const, 2 as const),
    storage: fc.constantFrom('sync' as const, 'async' as const),
    locks: fc.boolean(),
    tokenLifeMs: fc.constantFrom(3_600_000, 90_000, 20_000),
    latencyMs: fc.record({ up: fc.oneof(int(1, 60), int(1, 800)), down: fc.oneof(int(1, 60), int(1, 800)) }),
  }),
  steps: fc.array(step, { minLength: 2, maxLength: 25, size: 'max' }),
});
