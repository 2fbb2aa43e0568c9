import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatClientOptions, StorageLike } from '../../src/index.js';
import { createChatClient } from '../../src/index.js';
import type { CreateClient } from './simulated-page.js';
import { type TwoUserSchedule, twoUserSchedules } from './two-user-schedule.js';
import { TwoUserSimulation } from './two-user-simulation.js';

/** `npm run prove -- --accounts 2000` runs other schedules, and more of them. */
const RUNS = Number(process.env.TWO_USER_RUNS ?? 100);
const SEED = Number(process.env.TWO_USER_SEED ?? 20_261_130);

async function play(runs: number, seed: number, create: CreateClient) {
  const totals = { sent: 0, unclaimed: 0, switches: 0 };
  const details = await fc.check(
    fc.asyncProperty(twoUserSchedules, async (schedule) => {
      const { violations, ...counts } = await new TwoUserSimulation(schedule, create).run();
      for (const name of Object.keys(totals) as (keyof typeof totals)[]) totals[name] += counts[name];
      return !violations.length;
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
  return { totals, details };
}

test(`D11 holds over ${RUNS} schedules of two users in one browser`, { timeout: 600_000 }, async () => {
  const { totals, details } = await play(RUNS, SEED, createChatClient);
  const [schedule] = details.counterexample ?? [];
  if (schedule) {
    const { violations } = await new TwoUserSimulation(schedule, createChatClient).run();
    expect.fail(`seed ${SEED}, ${JSON.stringify(schedule)}\n${violations.join('\n')}`);
  }
  if (process.env.TWO_USER_RUNS) console.log(`${details.numRuns} runs, seed ${SEED}: ${JSON.stringify(totals)}`);
  // The schedules contained what they are meant to test.
  for (const count of Object.values(totals)) expect(count).toBeGreaterThan(details.numRuns / 10);
});

/** A page that has no connection got a grant for its message, which the next user of the tab then had as a draft. */
const GRANT_WITHOUT_CONNECTION: TwoUserSchedule = {
  setup: { seed: 26, tabs: 1, storage: 'sync', locks: true, tokenLifetimeMs: 20_000, latencyMs: { up: 788, down: 17 } },
  steps: [
    { afterMs: 1003, tab: 0, do: 'disconnect' },
    { afterMs: 200, tab: 0, do: 'fail grants', times: 2 },
    { afterMs: 595, tab: 0, do: 'log in', user: 'u-anna' },
    { afterMs: 214, tab: 0, do: 'network', durationMs: 28_581 },
    { afterMs: 4, tab: 0, do: 'log in', user: 'u-berta' },
    { afterMs: 124, tab: 0, do: 'remount' },
    { afterMs: 185, tab: 0, do: 'network', durationMs: 68_547 },
    { afterMs: 136, tab: 0, do: 'remount' },
    { afterMs: 221, tab: 0, do: 'disconnect' },
    { afterMs: 112, tab: 0, do: 'send', count: 1 },
    { afterMs: 248, tab: 0, do: 'load history' },
    { afterMs: 2417, tab: 0, do: 'reload', closedMs: 10_648 },
    { afterMs: 730, tab: 0, do: 'reload', closedMs: 30_953 },
  ],
};

/** After another user had logged in, messages were not stored before the next attempt to connect. */
const SWITCH_WHILE_WAITING: TwoUserSchedule = {
  setup: {
    seed: -1895488188,
    tabs: 1,
    storage: 'async',
    locks: false,
    tokenLifetimeMs: 90000,
    latencyMs: { up: 25, down: 26 },
  },
  steps: [
    { afterMs: 2897, tab: 0, do: 'network', durationMs: 18134 },
    { afterMs: 213, tab: 0, do: 'send', count: 3 },
    { afterMs: 43, tab: 0, do: 'send', count: 3 },
    { afterMs: 201, tab: 0, do: 'expire tokens' },
    { afterMs: 99, tab: 0, do: 'send', count: 3 },
    { afterMs: 1322, tab: 0, do: 'expire tokens' },
    { afterMs: 161, tab: 0, do: 'disconnect' },
    { afterMs: 238, tab: 1, do: 'expire tokens' },
    { afterMs: 75, tab: 1, do: 'reload', closedMs: 20954 },
    { afterMs: 197, tab: 0, do: 'connect' },
    { afterMs: 119, tab: 0, do: 'reload', closedMs: 42017 },
    { afterMs: 18176, tab: 0, do: 'log in', user: 'u-berta' },
    { afterMs: 273, tab: 1, do: 'expire tokens' },
    { afterMs: 33144, tab: 1, do: 'fail grants', times: 5 },
    { afterMs: 33412, tab: 1, do: 'send', count: 2 },
    { afterMs: 287, tab: 0, do: 'bot messages', user: 'u-berta', count: 2 },
    { afterMs: 225, tab: 0, do: 'send', count: 3 },
    { afterMs: 770, tab: 0, do: 'network', durationMs: 46061 },
    { afterMs: 33301, tab: 0, do: 'log in', user: 'u-anna' },
    { afterMs: 9055, tab: 0, do: 'bot messages', user: 'u-anna', count: 1 },
    { afterMs: 232, tab: 0, do: 'send', count: 1 },
    { afterMs: 24134, tab: 0, do: 'send', count: 3 },
    { afterMs: 21, tab: 1, do: 'reload', closedMs: 33783 },
    { afterMs: 13302, tab: 0, do: 'network', durationMs: 21881 },
    { afterMs: 210, tab: 1, do: 'bot messages', user: 'u-anna', count: 2 },
  ],
};

test.each([
  ['a grant that a call gets while there is no connection', GRANT_WITHOUT_CONNECTION],
  ['messages that are sent between a switch of users and the next attempt to connect', SWITCH_WHILE_WAITING],
])('D11 holds for %s', async (_, schedule) => {
  const { violations } = await new TwoUserSimulation(schedule, createChatClient).run();
  expect(violations).toEqual([]);
});

/** A storage whose keys do not contain the user. */
function withoutUsers(storage: StorageLike): StorageLike {
  const shared = (key: string) => key.replace(/:u-[a-z]+:/, ':');
  return {
    getItem: (key) => storage.getItem(shared(key)),
    setItem: (key, value) => storage.setItem(shared(key), value),
    removeItem: (key) => storage.removeItem(shared(key)),
  };
}

test.each<[string, (options: ChatClientOptions) => ChatClientOptions]>([
  ['queue', (options) => ({ ...options, storage: withoutUsers(options.storage!) })],
  ['draft', (options) => ({ ...options, tabStorage: withoutUsers(options.tabStorage!) })],
])('the checker detects that users share a %s', { timeout: 120_000 }, async (_, change) => {
  const { details } = await play(40, 7, (options) => createChatClient(change(options)));
  expect(details.failed).toBe(true);
});
