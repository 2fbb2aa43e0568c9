import { test } from 'vitest';
import { holdLaws } from './support/hold-laws.js';

test('D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 hold over 500 schedules of faults in one tab', { timeout: 300_000 }, () =>
  holdLaws({ runs: 500, seed: 20_260_105, tabs: 1 }),
);
