import { test } from 'vitest';
import { isWhole } from '../support/sample.js';
import { holdLaws } from './support/hold-laws.js';

const runs = isWhole ? 500 : 150;

test(`D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 hold over ${runs} schedules of faults in one tab`, { timeout: 300_000 }, () =>
  holdLaws({ runs, seed: 20_260_105, tabs: 1 }),
);
