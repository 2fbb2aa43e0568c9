import { test } from 'vitest';
import { ALWAYS, holdLaws } from './support/hold-laws.js';

test('D8 D9 hold over 500 schedules of faults in two tabs of one user', { timeout: 300_000 }, () =>
  holdLaws({ runs: 500, seed: 20_260_106, tabs: 2, laws: ALWAYS }),
);
