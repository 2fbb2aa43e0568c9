import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatClientOptions, StorageLike } from '../../src/index.js';
import { createChatClient } from '../../src/index.js';
import type { CreateClient } from './simulated-page.js';
import { twoUserSchedules } from './two-user-schedule.js';
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
