import { test } from 'vitest';
import { holdLaws, IN_ONE_TAB } from './support/hold-laws.js';

test('the laws hold over 500 schedules of faults in one tab', { timeout: 120_000 }, () =>
  holdLaws({ runs: 500, seed: 20_260_105, tabs: 1, laws: IN_ONE_TAB }),
);
