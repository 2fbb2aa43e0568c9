import { expect } from 'vitest';
import { browserTest as test } from '../../support/scenario.js';
import { browserRun } from './browser-run.js';

/** The same runs each time, as far as a browser allows. `npm run prove -- --chromium 36` plays more. */
const RUNS = Number(process.env.CHROMIUM_RUNS ?? 6);
const SEED = Number(process.env.CHROMIUM_SEED ?? 1);

test(`D1 D2 D3 D4 D6 D9: ${RUNS} random runs in a browser lose, double, miss and swap nothing`, {
  timeout: 60_000 + RUNS * 20_000,
}, async ({ browser }) => {
  const broken: object[] = [];
  const totals = { runs: 0, faults: 0, sent: 0, said: 0 };
  const tellTotals = ({ runs, faults, sent, said }: typeof totals) =>
    console.log(`${runs} runs in a browser: ${sent} messages sent, ${said} said by the bot, ${faults} faults`);
  for (let seed = SEED; seed < SEED + RUNS; seed++) {
    const { violations, story, faults, sent, said } = await browserRun(browser, seed);
    if (violations.length) broken.push({ seed, violations, story });
    // At once: a second try that passes, or the end of the time, would take along what there is to tell.
    if (violations.length) console.log(JSON.stringify(broken.at(-1)));
    totals.runs++;
    totals.faults += faults;
    totals.sent += sent;
    totals.said += said;
    if (totals.runs % 10 === 0) tellTotals(totals);
  }
  tellTotals(totals);
  expect(broken).toEqual([]);
});
