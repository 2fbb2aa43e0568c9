import { expect, test } from 'vitest';
import { createChatClient } from '../../src/index.js';
import { isWhole } from '../support/sample.js';
import { formatReport } from './report.js';
import { runSchedules } from './runner.js';

const runs = isWhole ? 500 : 150;

/** The schedules are the same on every machine. `npm run prove` runs others. */
async function expectNoViolation(tabs: 1 | 2, seed: number): Promise<void> {
  const { totals, counterexamples } = await runSchedules({ runs, seed, tabs, create: createChatClient, reports: 1 });
  const [found] = counterexamples;
  if (found) expect.fail(`seed ${found.seed}, run ${found.run}\n${formatReport(found.schedule, found.violations)}`);
  expect(totals.runs).toBe(runs);
}

test(`D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 hold over ${runs} schedules of faults in one tab`, { timeout: 300_000 }, () =>
  expectNoViolation(1, 20_260_105),
);

test(
  `D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 hold over ${runs} schedules of faults in two tabs of one user`,
  { timeout: 300_000 },
  () => expectNoViolation(2, 20_260_106),
);
