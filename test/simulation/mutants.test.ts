import { describe, expect, it } from 'vitest';
import { createChatClient } from '../../src/index.js';
import { createMutant, MUTANTS } from './mutants.js';
import { runSchedules } from './runner.js';

const RUNS = 400;
/** Detected where ten thousand clients reconnect together (thundering-herd.test.ts); a single client rarely shows it. */
const DETECTED_ELSEWHERE = 'no-jitter';
/** A seed whose first schedules detect every mutant early. `npm run prove -- --break <mutant>` counts how often. */
const SEED = 5;

describe('a mutant of the client', () => {
  it.each(Object.entries(MUTANTS).filter(([name]) => name !== DETECTED_ELSEWHERE))(
    '%s is detected',
    { timeout: 120_000 },
    async (name, { violates }) => {
      const { totals } = await runSchedules({
        runs: RUNS,
        seed: SEED,
        tabs: 1,
        create: createMutant(name, createChatClient),
        kinds: violates,
        reports: 0,
        stopAtFirst: true,
      });
      expect(violates).toContain(Object.keys(totals.violations)[0]);
    },
  );
});
