import { expect } from 'vitest';
import { createChatClient } from '../../../src/index.js';
import { tellStory } from '../report.js';
import { holdTrial } from '../runner.js';

/**
 * Plays schedules of faults, the same on every machine (`npm run prove` takes others), judges them by every law there is, and
 * fails with the shortest story of the first that breaks one.
 */
export async function holdLaws(trial: { runs: number; seed: number; tabs: 1 | 2 }): Promise<void> {
  const { totals, counterexamples } = await holdTrial({ ...trial, create: createChatClient, stories: 1 });
  const [found] = counterexamples;
  if (found) expect.fail(`seed ${found.seed}, run ${found.run}\n${tellStory(found.schedule, found.violations)}`);
  expect(totals.runs).toBe(trial.runs);
}
