import * as fc from 'fast-check';
import type { Law, Violation } from './notebook.js';
import type { CreateClient } from './page.js';
import { type Schedule, schedules } from './schedule.js';
import { shorten } from './shorten.js';
import { runSchedule, type Verdict } from './world.js';

/** What came out of many runs. */
export interface Totals {
  runs: number;
  /** Messages that apps sent, and that the bot said. */
  sent: number;
  said: number;
  /** Simulated time, in milliseconds. */
  tookMs: number;
  /** By kind. */
  faults: Record<string, number>;
  /** Runs in which a law was broken. */
  violations: Partial<Record<Law, number>>;
}

/** A short schedule that breaks a law. */
export interface Counterexample {
  law: Law;
  seed: number;
  /** Which run of this seed it was made from. */
  run: number;
  schedule: Schedule;
  violations: Violation[];
}

export interface Trial {
  runs: number;
  seed: number;
  create: CreateClient;
  /** Only runs of this kind are played. Default: all. */
  only?: ((schedule: Schedule) => boolean) | undefined;
  /** Only these laws are judged. Default: all. */
  laws?: readonly Law[] | undefined;
  /** Hears after each run. */
  onRun?: (totals: Totals) => void;
}

/** Plays one schedule. A rejection that nobody handles is a crash of the client, whoever hears of it. */
export async function playSchedule(
  schedule: Schedule,
  create: CreateClient,
  trace?: (line: string) => void,
): Promise<Verdict> {
  const rejections: unknown[] = [];
  const note = (error: unknown) => void rejections.push(error);
  process.on('unhandledRejection', note);
  try {
    const verdict = await runSchedule(schedule, create, trace);
    for (const error of rejections) {
      verdict.violations.push({ law: 'crash', what: `a rejection that nobody handles: ${error}` });
    }
    return verdict;
  } finally {
    process.off('unhandledRejection', note);
  }
}

/** Plays random schedules, all of them, and makes the first that breaks a law as short as it can, for each law. */
export async function holdTrial(trial: Trial): Promise<{ totals: Totals; counterexamples: Counterexample[] }> {
  const { runs, seed, create, laws, only, onRun } = trial;
  const totals: Totals = { runs: 0, sent: 0, said: 0, tookMs: 0, faults: {}, violations: {} };
  const first = new Map<Law, { run: number; schedule: Schedule }>();
  const isJudged = ({ law }: Violation) => !laws || laws.includes(law);

  let run = -1;
  const property = fc.asyncProperty(schedules, async (schedule) => {
    run++;
    if (only && !only(schedule)) return;
    const verdict = await playSchedule(schedule, create);
    const broken = new Set(verdict.violations.filter(isJudged).map(({ law }) => law));
    count(totals, verdict, broken);
    for (const law of broken) if (!first.has(law)) first.set(law, { run, schedule });
    onRun?.(totals);
  });
  // Nothing fails here: all of them are played, whatever is found.
  await fc.check(property, { numRuns: runs, seed });

  const counterexamples: Counterexample[] = [];
  for (const [law, { run, schedule }] of first) counterexamples.push(await shortest(law, seed, run, schedule, create));
  return { totals, counterexamples };
}

/** One run of a seed again: what it breaks, each law with a short schedule of its own. */
export async function repeatRun(seed: number, run: number, create: CreateClient): Promise<Counterexample[]> {
  let found: Schedule | undefined;
  await fc.check(
    fc.property(schedules, (schedule) => {
      found ??= schedule;
    }),
    { seed, path: String(run), numRuns: 1 },
  );
  const schedule = found!;
  const { violations } = await playSchedule(schedule, create);
  const broken = [...new Set(violations.map(({ law }) => law))];
  return Promise.all(broken.map((law) => shortest(law, seed, run, schedule, create)));
}

async function shortest(
  law: Law,
  seed: number,
  run: number,
  long: Schedule,
  create: CreateClient,
): Promise<Counterexample> {
  const violationsOf = async (schedule: Schedule) => (await playSchedule(schedule, create)).violations;
  const schedule = await shorten(long, async (one) =>
    (await violationsOf(one)).some((violation) => violation.law === law),
  );
  return { law, seed, run, schedule, violations: await violationsOf(schedule) };
}

function count(totals: Totals, { faults, sent, said, tookMs }: Verdict, broken: ReadonlySet<Law>): void {
  totals.runs++;
  totals.sent += sent;
  totals.said += said;
  totals.tookMs += tookMs;
  for (const [kind, times] of faults) totals.faults[kind] = (totals.faults[kind] ?? 0) + times;
  for (const law of broken) totals.violations[law] = (totals.violations[law] ?? 0) + 1;
}
