import * as fc from 'fast-check';
import type { Law, Violation } from './recorder.js';
import { type Schedule, schedules } from './schedule.js';
import { shorten } from './shrink.js';
import type { CreateClient } from './simulated-page.js';
import { runSchedule, type Verdict } from './simulation.js';

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

/** A run that broke laws. */
export interface Breach {
  seed: number;
  run: number;
  laws: Law[];
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
  /** In so many tabs. Default: one or two. */
  tabs?: 1 | 2 | undefined;
  /** Only these laws are judged. Default: all. */
  laws?: readonly Law[] | undefined;
  /** Hears after each run. */
  onRun?: (totals: Totals) => void;
  /** So many of the runs that break a law are made short. Default: 5. */
  stories?: number | undefined;
  /** Ends with the first run that breaks a law. Default: false, all are played. */
  endsWithFirst?: boolean;
}

/** Plays one schedule. A rejection that nobody handles is a crash of the client, whoever hears of it; a warning is of Node. */
export async function playSchedule(
  schedule: Schedule,
  create: CreateClient,
  trace?: (line: string) => void,
): Promise<Verdict> {
  const rejections: unknown[] = [];
  const warnings: Error[] = [];
  const note = (error: unknown) => void rejections.push(error);
  const noteWarning = (warning: Error) => void warnings.push(warning);
  process.on('unhandledRejection', note);
  process.on('warning', noteWarning);
  try {
    const verdict = await runSchedule(schedule, create, trace);
    for (const error of rejections) {
      verdict.violations.push({ law: 'crash', what: `a rejection that nobody handles: ${error}` });
    }
    for (const { message } of warnings) verdict.violations.push({ law: 'residue', what: message });
    return verdict;
  } finally {
    process.off('unhandledRejection', note);
    process.off('warning', noteWarning);
  }
}

const schedulesIn = (tabs: Trial['tabs']): fc.Arbitrary<Schedule> =>
  tabs === undefined ? schedules : schedules.filter(({ setup }) => setup.tabs === tabs);

/** Plays random schedules, all of them, and makes the first that break a law as short as it can. */
export async function holdTrial(
  trial: Trial,
): Promise<{ totals: Totals; breaches: Breach[]; counterexamples: Counterexample[] }> {
  const { runs, seed, create, laws, tabs, onRun, stories = 5, endsWithFirst } = trial;
  const totals: Totals = { runs: 0, sent: 0, said: 0, tookMs: 0, faults: {}, violations: {} };
  const breaches: Breach[] = [];
  const told: { run: number; schedule: Schedule; broken: ReadonlySet<Law> }[] = [];
  const isJudged = ({ law }: Violation) => !laws || laws.includes(law);

  let run = -1;
  const property = fc.asyncProperty(schedulesIn(tabs), async (schedule) => {
    run++;
    if (endsWithFirst && Object.keys(totals.violations).length) return;
    const verdict = await playSchedule(schedule, create);
    const broken = new Set(verdict.violations.filter(isJudged).map(({ law }) => law));
    count(totals, verdict, broken);
    if (broken.size) breaches.push({ seed, run, laws: [...broken] });
    if (broken.size && told.length < stories) told.push({ run, schedule, broken });
    onRun?.(totals);
  });
  // Nothing fails here: all of them are played, whatever is found.
  await fc.check(property, { numRuns: runs, seed });

  const counterexamples: Counterexample[] = [];
  for (const { run, schedule, broken } of told) {
    counterexamples.push(await shortest(worstOf(broken), seed, run, schedule, create));
  }
  return { totals, breaches, counterexamples };
}

/** One run of a seed again: what it breaks, the worst of it with a short schedule of its own. */
export async function repeatRun({ seed, create, tabs }: Trial, run: number): Promise<Counterexample | undefined> {
  let found: Schedule | undefined;
  await fc.check(
    fc.property(schedulesIn(tabs), (schedule) => {
      found ??= schedule;
    }),
    { seed, path: String(run), numRuns: 1 },
  );
  const schedule = found!;
  const { violations } = await playSchedule(schedule, create);
  const broken = new Set(violations.map(({ law }) => law));
  return broken.size ? shortest(worstOf(broken), seed, run, schedule, create) : undefined;
}

/** What is broken first, and breaks others: a client that is never back has lost everything, too. */
const WORST: readonly Law[] = ['crash', 'always back', 'wrong user', 'doubled', 'out of order', 'lost', 'unsettled'];

const worstOf = (broken: ReadonlySet<Law>): Law => WORST.find((law) => broken.has(law)) ?? [...broken][0]!;

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
