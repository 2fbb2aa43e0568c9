import { createChatClient } from '../../src/index.js';
import { realRun } from '../reliability/real-run.js';
import { createMutant } from './mutants.js';
import type { ViolationKind } from './recorder.js';
import { formatReport } from './report.js';
import { type Counterexample, type FailedRun, replayRun, runSchedule, runSchedules, type Totals } from './runner.js';
import type { Schedule } from './schedule.js';

/** What `tools/prove.mjs` sends to one process. */
export interface Task {
  runs: number;
  seed: number;
  /** Replays only this run of the seed, and traces what happens in the shrunk schedule. */
  run?: number;
  /** Name of a mutant of the client to run instead (mutants.ts). */
  break?: string;
  /** Restricts the schedules to those with this number of tabs. */
  tabs?: 1 | 2;
  /** Runs over real sockets and in real time, against the emulator. */
  real?: boolean;
  /** Number of failed runs that are shrunk. */
  reports?: number;
}

/** A failed run in words. */
export interface Report {
  kind: ViolationKind | 'real';
  seed: number;
  run: number;
  text: string;
  /** The shrunk schedule. Runs over real sockets have none. */
  schedule?: Schedule;
  trace?: string[];
}

/** What the process answers: totals from time to time, and at the end the failed runs, with reports of the first of them. */
export type WorkerMessage = { totals: Totals } & (
  | { done: false }
  | { done: true; reports: Report[]; failedRuns?: FailedRun[] }
);

const PROGRESS_EVERY = 500;
const emptyTotals = (): Totals => ({ runs: 0, sent: 0, botMessages: 0, simulatedMs: 0, faults: {}, violations: {} });

async function work({ runs, seed, run, ...task }: Task, send: (message: WorkerMessage) => void): Promise<void> {
  const create = task.break === undefined ? createChatClient : createMutant(task.break, createChatClient);
  const toReport = ({ schedule, violations, ...found }: Counterexample): Report => ({
    ...found,
    schedule,
    text: formatReport(schedule, violations),
  });
  if (task.real) return send(await runOverRealSockets(runs, seed));
  if (run !== undefined) {
    const found = await replayRun({ runs, seed, create, tabs: task.tabs }, run);
    const trace: string[] = [];
    if (found) await runSchedule(found.schedule, create, (line) => trace.push(line));
    return send({
      totals: { ...emptyTotals(), runs: 1 },
      done: true,
      reports: found ? [{ ...toReport(found), trace }] : [],
    });
  }
  const { totals, failedRuns, counterexamples } = await runSchedules({
    runs,
    seed,
    create,
    reports: task.reports,
    tabs: task.tabs,
    onRun: (soFar) => {
      if (soFar.runs % PROGRESS_EVERY === 0) send({ totals: soFar, done: false });
    },
  });
  send({ totals, done: true, reports: counterexamples.map(toReport), failedRuns });
}

const CONCURRENT_RUNS = 8;

async function runOverRealSockets(runs: number, seed: number): Promise<WorkerMessage> {
  const totals = emptyTotals();
  const reports: Report[] = [];
  for (let run = 0; run < runs; run += CONCURRENT_RUNS) {
    const seeds = Array.from({ length: Math.min(CONCURRENT_RUNS, runs - run) }, (_, n) => seed + run + n);
    const results = await Promise.all(seeds.map(realRun));
    for (const [n, { violations, faults, sent, botMessages }] of results.entries()) {
      totals.runs++;
      totals.sent += sent;
      totals.botMessages += botMessages;
      for (const [kind, times] of faults) totals.faults[kind] = (totals.faults[kind] ?? 0) + times;
      if (violations.length) reports.push({ kind: 'real', seed: seeds[n]!, run: 0, text: violations.join('\n') });
    }
  }
  return { totals, done: true, reports };
}

process.once('message', (task: Task) => {
  work(task, (message) => process.send?.(message)).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
});
