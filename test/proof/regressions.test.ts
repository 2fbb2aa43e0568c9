import { expect, it } from 'vitest';
import { createChatClient } from '../../src/index.js';
import { tellStory } from './story.js';
import { repeatRun } from './trial.js';

/** Runs of `npm run prove` that once broke a law, with what was wrong. They are as they were made, not shortened. */
const STORIES: readonly [seed: number, run: number, was: string][] = [
  [2027, 439, 'pages of one second were put together in the wrong order when much was said while they were read'],
  [2027, 727, 'a message of the page before went out after one of this page: their ids did not tell which was older'],
  [2026, 3675, 'what another tab had sent for a page that was taken for dead stood in the wrong place'],
  [2027, 4898, 'a page that was taken for dead sent again what another tab had sent: it looked only behind its mark'],
  [31337, 4724, 'two tabs without Web Locks waited for each other'],
  [2026, 1517, 'a healthy socket was given up because a new token took its time'],
  [2026, 516, 'a healthy socket was given up although it had brought something while the history did not answer'],
  [1500, 1249, 'a socket that had missed something was kept: it was no probe that had found it'],
  [31337, 297, 'a socket that had missed something was kept: the reading was one that looked for messages in doubt'],
  [31338, 3955, 'a page that woke trusted an answer from before it fell asleep'],
];

it.each(STORIES)('seed %i, run %i: %s', async (seed, run) => {
  const found = await repeatRun({ runs: 1, seed, create: createChatClient }, run);
  if (found) expect.fail(tellStory(found.schedule, found.violations));
});
