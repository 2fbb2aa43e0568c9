import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createChatClient } from '../../src/index.js';
import { formatReport } from './report.js';
import { runSchedule } from './runner.js';
import type { Schedule } from './schedule.js';

/**
 * Schedules that once had a violation, the defect that caused it, and the seed and run in which it was found. They are not
 * shrunk, and stored in a file, because the same seed generates other schedules once there are new kinds of faults.
 */
const REGRESSIONS: readonly { defect: string; foundIn: string; schedule: Schedule }[] = JSON.parse(
  readFileSync(new URL('regressions.json', import.meta.url), 'utf8'),
);

it.each(REGRESSIONS)('$foundIn: $defect', { timeout: 60_000 }, async ({ schedule }) => {
  const { violations } = await runSchedule(schedule, createChatClient);
  if (violations.length) expect.fail(formatReport(schedule, violations));
});
