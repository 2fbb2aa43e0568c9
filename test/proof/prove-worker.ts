import * as fc from 'fast-check';
import { createChatClient } from '../../src/index.js';
import { breakClient } from './breaks.js';
import type { Law } from './notebook.js';
import { type Schedule, schedules } from './schedule.js';
import { tellStory } from './story.js';
import { runSchedule, type Verdict } from './world.js';

/** What `tools/prove.mjs` asks of one process. */
export interface Task {
  runs: number;
  seed: number;
  /** Of a counterexample, as printed: plays only that. */
  path?: string;
  /** Name of a law to break on purpose (breaks.ts). */
  break?: string;
  /** Prints every line of what happens in the counterexample. */
  trace?: boolean;
}

export interface Totals {
  runs: number;
  sent: number;
  said: number;
  tookMs: number;
  faults: Record<string, number>;
  violations: Partial<Record<Law, number>>;
}

/** What it answers: totals now and then, and the counterexample if there is one. */
export type Report = { totals: Totals } & (
  | { done: false }
  | { done: true; failure?: { seed: number; path: string; story: string; trace?: string[] } }
);

const REPORT_EVERY = 100;

/** Plays schedules until one breaks a law, or all are through. */
export async function work(task: Task, report: (report: Report) => void): Promise<void> {
  const totals: Totals = { runs: 0, sent: 0, said: 0, tookMs: 0, faults: {}, violations: {} };
  const create = task.break === undefined ? createChatClient : breakClient(task.break, createChatClient);
  const rejections: unknown[] = [];
  process.on('unhandledRejection', (error) => rejections.push(error));

  const play = async (schedule: Schedule, trace?: (line: string) => void): Promise<Verdict> => {
    const verdict = await runSchedule(schedule, create, trace);
    for (const error of rejections.splice(0)) {
      verdict.violations.push({ law: 'crash', what: `a rejection that nobody handles: ${error}` });
    }
    return verdict;
  };

  let isShrinking = false;
  const property = fc.asyncProperty(schedules, async (schedule) => {
    const verdict = await play(schedule);
    const isFailure = verdict.violations.length > 0;
    if (!isShrinking) {
      count(totals, verdict);
      if (totals.runs % REPORT_EVERY === 0) report({ totals, done: false });
    }
    isShrinking ||= isFailure;
    return !isFailure;
  });
  const outcome = await fc.check(property, {
    numRuns: task.path === undefined ? task.runs : 1,
    seed: task.seed,
    ...(task.path !== undefined && { path: task.path, endOnFailure: true }),
  });
  if (!outcome.failed || !outcome.counterexample) return report({ totals, done: true });
  const [schedule] = outcome.counterexample;
  const trace: string[] = [];
  const { violations } = await play(schedule, (line) => trace.push(line));
  report({
    totals,
    done: true,
    failure: {
      seed: task.seed,
      path: outcome.counterexamplePath ?? '',
      story: tellStory(schedule, violations),
      ...(task.trace && { trace }),
    },
  });
}

function count(totals: Totals, { faults, violations, sent, said, tookMs }: Verdict): void {
  totals.runs++;
  totals.sent += sent;
  totals.said += said;
  totals.tookMs += tookMs;
  for (const [kind, times] of faults) totals.faults[kind] = (totals.faults[kind] ?? 0) + times;
  for (const law of new Set(violations.map((one) => one.law))) {
    totals.violations[law] = (totals.violations[law] ?? 0) + 1;
  }
}

process.once('message', (task: Task) => {
  work(task, (report) => process.send?.(report)).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
});
