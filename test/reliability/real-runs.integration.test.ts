import { expect, test } from 'vitest';
import { realRun } from './real-run.js';

const RUNS = 20;
const AT_ONCE = 5;

/** The same runs each time, as far as real sockets allow; `npm run prove -- --real 300` plays more. */
test(`D1 D2 D3 D4 D5 D9: ${RUNS} random runs over real sockets lose, double, miss and swap nothing`, {
  timeout: 120_000,
}, async () => {
  for (let seed = 1; seed <= RUNS; seed += AT_ONCE) {
    const verdicts = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => realRun(seed + n)));
    expect(verdicts.map(({ violations }, n) => ({ seed: seed + n, violations }))).toEqual(
      verdicts.map((_, n) => ({ seed: seed + n, violations: [] })),
    );
  }
});
