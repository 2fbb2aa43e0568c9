import { expect } from 'vitest';
import { browserTest as test } from '../../support/scenario.js';
import { browserRun } from './browser-run.js';

/** The runs are the same each time, as far as a browser allows. `npm run prove -- --chromium 36` plays more of them. */
const RUNS = Number(process.env.CHROMIUM_RUNS ?? 6);
const SEED = Number(process.env.CHROMIUM_SEED ?? 1);

test(`D1 D2 D3 D4 D6 D9: ${RUNS} random runs in a browser lose, duplicate, miss and reorder no messages`, {
  timeout: 60_000 + RUNS * 20_000,
}, async ({ browser }) => {
  const failed: object[] = [];
  const totals = { runs: 0, faults: 0, sent: 0, botMessages: 0 };
  const printTotals = ({ runs, faults, sent, botMessages }: typeof totals) =>
    console.log(`${runs} runs in a browser: ${sent} messages of users, ${botMessages} of the bot, ${faults} faults`);
  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const { violations, steps, faults, sent, botMessages } = await browserRun(browser, seed);
    if (violations.length) failed.push({ seed, violations, steps });
    // Printed at once, because a second try that passes, or a timeout of the test, would lose the report.
    if (violations.length) console.log(JSON.stringify(failed.at(-1)));
    totals.runs++;
    totals.faults += faults;
    totals.sent += sent;
    totals.botMessages += botMessages;
    if (totals.runs % 10 === 0) printTotals(totals);
  }
  printTotals(totals);
  expect(failed).toEqual([]);
});
