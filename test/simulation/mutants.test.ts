import { describe, expect, it } from 'vitest';
import { createChatClient } from '../../src/index.js';
import { BREAKS, breakClient } from './mutants.js';
import { holdTrial } from './runner.js';

const RUNS = 400;
/** Seen at once where ten thousand come back together (thundering-herd.test.ts); one client alone rarely shows it. */
const ELSEWHERE = 'no-jitter';
/** A seed whose first schedules show them all early: `npm run prove -- --break <law>` counts how often. */
const SEED = 5;

describe('a law that is broken on purpose', () => {
  it.each(Object.entries(BREAKS).filter(([name]) => name !== ELSEWHERE))(
    '%s is found',
    { timeout: 120_000 },
    async (name, { breaks }) => {
      const { totals } = await holdTrial({
        runs: RUNS,
        seed: SEED,
        tabs: 1,
        create: breakClient(name, createChatClient),
        laws: breaks,
        stories: 0,
        endsWithFirst: true,
      });
      expect(breaks).toContain(Object.keys(totals.violations)[0]);
    },
  );
});
