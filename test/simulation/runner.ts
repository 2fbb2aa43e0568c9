import * as fc from 'fast-check';
import type { Violation, ViolationKind } from './recorder.js';
import { type Schedule, schedules } from './schedule.js';
import { shrink } from './shrink.js';
import type { CreateClient } from './simulated-page.js';
import { type SimulationResult, simulate } from './simulation.js';

/** The sums of many runs. */
export interface Totals {
  runs: number;
  /** Messages that the apps sent. */
  sent: number;
  /** Messages that the bot sent. */
  botMessages: number;
  /** Simulated time, in milliseconds. */
  simulatedMs: number;
  /** Faults that took effect, by kind. */
  faults: Record<string, number>;
  /** Runs with a violation, by kind. */
  violations: Partial<Record<ViolationKind, number>>;
}

/** A run with violations. */
export interface FailedRun {
  seed: number;
  run: number;
  kinds: ViolationKind[];
}

/** A shrunk schedule with a violation. */
export interface Counterexample {
  kind: ViolationKind;
  seed: number;
  /** Number of the run of this seed that it was shrunk from. */
  run: number;
  schedule: Schedule;
  violations: Violation[];
}

export interface RunOptions {
  runs: number;
  seed: number;
  create: CreateClient;
  /** Restricts the schedules to those with this number of tabs. Default: both. */
  tabs?: 1 | 2 | undefined;
  /** Counts violations of these kinds only. Default: all. */
  kinds?: readonly ViolationKind[] | undefined;
  /** Called after each run. */
  onRun?: (totals: Totals) => void;
  /** Number of failed runs that are shrunk. Default: 5. */
  reports?: number | undefined;
  /** Stops at the first failed run. Default: false, which runs all schedules. */
  stopAtFirst?: boolean;
}

/**
 * Runs one schedule. Unhandled rejections count as crashes of the client, and warnings of Node as things that were not cleaned up.
 *
 * @param trace called with each line of what happens
 */
export async function runSchedule(
  schedule: Schedule,
  create: CreateClient,
  trace?: (line: string) => void,
): Promise<SimulationResult> {
  const rejections: unknown[] = [];
  const warnings: Error[] = [];
  const onRejection = (error: unknown) => void rejections.push(error);
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on('unhandledRejection', onRejection);
  process.on('warning', onWarning);
  try {
    const result = await simulate(schedule, create, trace);
    for (const error of rejections) {
      result.violations.push({ kind: 'crash', message: `unhandled rejection: ${error}` });
    }
    for (const { message } of warnings) result.violations.push({ kind: 'not cleaned up', message });
    return result;
  } finally {
    process.off('unhandledRejection', onRejection);
    process.off('warning', onWarning);
  }
}

const schedulesWith = (tabs: RunOptions['tabs']): fc.Arbitrary<Schedule> =>
  tabs === undefined ? schedules : schedules.filter(({ setup }) => setup.tabs === tabs);

/** Runs random schedules and shrinks the first ones that fail. */
export async function runSchedules(
  options: RunOptions,
): Promise<{ totals: Totals; failedRuns: FailedRun[]; counterexamples: Counterexample[] }> {
  const { runs, seed, create, kinds, tabs, onRun, reports = 5, stopAtFirst } = options;
  const totals: Totals = { runs: 0, sent: 0, botMessages: 0, simulatedMs: 0, faults: {}, violations: {} };
  const failedRuns: FailedRun[] = [];
  const toShrink: { run: number; schedule: Schedule; found: ReadonlySet<ViolationKind> }[] = [];
  const counts = ({ kind }: Violation) => !kinds || kinds.includes(kind);

  let run = -1;
  const property = fc.asyncProperty(schedulesWith(tabs), async (schedule) => {
    run++;
    if (stopAtFirst && failedRuns.length) return;
    const result = await runSchedule(schedule, create);
    const found = new Set(result.violations.filter(counts).map(({ kind }) => kind));
    addTo(totals, result, found);
    if (found.size) failedRuns.push({ seed, run, kinds: [...found] });
    if (found.size && toShrink.length < reports) toShrink.push({ run, schedule, found });
    onRun?.(totals);
  });
  // The property never fails, so that all schedules run.
  await fc.check(property, { numRuns: runs, seed });

  const counterexamples: Counterexample[] = [];
  for (const { run, schedule, found } of toShrink) {
    counterexamples.push(await shrinkTo(worstOf(found), seed, run, schedule, create));
  }
  return { totals, failedRuns, counterexamples };
}

/** Repeats one run of a seed and shrinks it. @returns undefined when it has no violation */
export async function replayRun({ seed, create, tabs }: RunOptions, run: number): Promise<Counterexample | undefined> {
  let generated: Schedule | undefined;
  await fc.check(
    fc.property(schedulesWith(tabs), (schedule) => {
      generated ??= schedule;
    }),
    { seed, path: String(run), numRuns: 1 },
  );
  const schedule = generated!;
  const { violations } = await runSchedule(schedule, create);
  const found = new Set(violations.map(({ kind }) => kind));
  return found.size ? shrinkTo(worstOf(found), seed, run, schedule, create) : undefined;
}

/** Violations that cause others come first: a client that does not reconnect has lost everything, too. */
const WORST_FIRST: readonly ViolationKind[] = [
  'crash',
  'not reconnected',
  'wrong user',
  'doubled',
  'out of order',
  'lost',
  'unsettled',
];

const worstOf = (found: ReadonlySet<ViolationKind>): ViolationKind =>
  WORST_FIRST.find((kind) => found.has(kind)) ?? [...found][0]!;

async function shrinkTo(
  kind: ViolationKind,
  seed: number,
  run: number,
  original: Schedule,
  create: CreateClient,
): Promise<Counterexample> {
  const violationsOf = async (schedule: Schedule) => (await runSchedule(schedule, create)).violations;
  const schedule = await shrink(original, async (one) =>
    (await violationsOf(one)).some((violation) => violation.kind === kind),
  );
  return { kind, seed, run, schedule, violations: await violationsOf(schedule) };
}

function addTo(
  totals: Totals,
  { faults, sent, botMessages, simulatedMs }: SimulationResult,
  found: ReadonlySet<ViolationKind>,
): void {
  totals.runs++;
  totals.sent += sent;
  totals.botMessages += botMessages;
  totals.simulatedMs += simulatedMs;
  for (const [kind, times] of faults) totals.faults[kind] = (totals.faults[kind] ?? 0) + times;
  for (const kind of found) totals.violations[kind] = (totals.violations[kind] ?? 0) + 1;
}
