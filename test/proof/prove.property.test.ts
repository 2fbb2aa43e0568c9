import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChatClient } from '../../src/index.js';
import type { Law } from './notebook.js';
import { schedules } from './schedule.js';
import { tellStory } from './story.js';
import { runSchedule } from './world.js';

const RUNS = 1_000;
/** The same schedules on every machine; `npm run prove` takes others. */
const SEED = 20_260_105;

/**
 * The laws that are judged here. Those on losing, doubling, missing and order (laws 1 to 3), on always coming back and on
 * the pace of calls do not hold over all schedules yet: `npm run prove` judges every law and fails while that is so. A law
 * belongs in this list as soon as it holds; the list must not get shorter.
 */
const HELD: readonly Law[] = ['url', 'one socket', 'grants', 'retry-after', 'residue', 'leak', 'crash', 'wire'];

test(`over ${RUNS} schedules of faults hold: ${HELD.join(', ')}`, { timeout: 120_000 }, async () => {
  const play = async (schedule: Parameters<typeof runSchedule>[0]) => {
    const { violations } = await runSchedule(schedule, createChatClient);
    return violations.filter(({ law }) => HELD.includes(law));
  };
  const outcome = await fc.check(
    fc.asyncProperty(schedules, async (schedule) => (await play(schedule)).length === 0),
    { numRuns: RUNS, seed: SEED },
  );
  const [schedule] = outcome.counterexample ?? [];
  if (!schedule) return expect(outcome.failed).toBe(false);
  expect.fail(`path ${outcome.counterexamplePath}\n${tellStory(schedule, await play(schedule))}`);
});
