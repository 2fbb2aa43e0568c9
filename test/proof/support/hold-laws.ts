import { expect } from 'vitest';
import { createChatClient } from '../../../src/index.js';
import type { Law } from '../notebook.js';
import { tellStory } from '../story.js';
import { holdTrial } from '../trial.js';

/** The laws that hold in one tab and in two, and those that hold in one. The lists must not get shorter. */
export const ALWAYS: readonly Law[] = [
  'url',
  'one socket',
  'grants',
  'retry-after',
  'residue',
  'leak',
  'crash',
  'wire',
];
export const IN_ONE_TAB: readonly Law[] = [
  ...ALWAYS,
  'lost',
  'out of order',
  'unsettled',
  'wrong status',
  'wrong user',
  'doubled',
  'missed',
  'out of place',
  'hot loop',
  'always back',
];

/**
 * Plays schedules of faults, the same on every machine (`npm run prove` takes others), and fails with the shortest story of
 * the first that breaks a law.
 */
export async function holdLaws(trial: {
  runs: number;
  seed: number;
  tabs: 1 | 2;
  laws: readonly Law[];
}): Promise<void> {
  const { totals, counterexamples } = await holdTrial({ ...trial, create: createChatClient, stories: 1 });
  const [found] = counterexamples;
  if (found) expect.fail(`seed ${found.seed}, run ${found.run}\n${tellStory(found.schedule, found.violations)}`);
  expect(totals.runs).toBe(trial.runs);
}
