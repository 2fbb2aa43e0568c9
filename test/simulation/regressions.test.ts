import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createChatClient } from '../../src/index.js';
import { tellStory } from './report.js';
import { playSchedule } from './runner.js';
import type { Schedule } from './schedule.js';

/**
 * Schedules that once broke a law, with what was wrong. They are as they were made, not shortened, and stand in a file because
 * the same seed gives other schedules when the generator learns new kinds of faults. `from`: where they were found.
 */
const STORIES: readonly { was: string; from: string; schedule: Schedule }[] = JSON.parse(
  readFileSync(new URL('regressions.json', import.meta.url), 'utf8'),
);

it.each(STORIES)('$from: $was', { timeout: 60_000 }, async ({ schedule }) => {
  const { violations } = await playSchedule(schedule, createChatClient);
  if (violations.length) expect.fail(tellStory(schedule, violations));
});
