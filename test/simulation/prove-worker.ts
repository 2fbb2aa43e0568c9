import { createChatClient } from '../../src/index.js';
import { realRun } from '../reliability/real-run.js';
import { breakClient } from './mutants.js';
import type { Law } from './recorder.js';
import { tellStory } from './report.js';
import { type Breach, type Counterexample, holdTrial, playSchedule, repeatRun, type Totals } from './runner.js';
import type { Schedule } from './schedule.js';

/** What `tools/prove.mjs` asks of one process. */
export interface Task {
  runs: number;
  seed: number;
  /** Plays only this run of the seed, and tells every line of what happens in what is left of it. */
  run?: number;
  /** Name of a law to break on purpose (breaks.ts). */
  break?: string;
  /** In so many tabs. */
  tabs?: 1 | 2;
  /** Over real sockets and in real time, against the emulator. */
  real?: boolean;
  stories?: number;
}

export interface Story {
  law: Law | 'real';
  seed: number;
  run: number;
  text: string;
  /** Of a run on the virtual clock. */
  schedule?: Schedule;
  trace?: string[];
}

/** What it answers: totals now and then, and in the end the runs that broke a law, some of them as short stories. */
export type Report = { totals: Totals } & ({ done: false } | { done: true; stories: Story[]; breaches?: Breach[] });

const REPORT_EVERY = 500;
const NOTHING: Totals = { runs: 0, sent: 0, said: 0, tookMs: 0, faults: {}, violations: {} };

async function work({ runs, seed, run, ...task }: Task, report: (report: Report) => void): Promise<void> {
  const create = task.break === undefined ? createChatClient : breakClient(task.break, createChatClient);
  const tell = ({ schedule, violations, ...found }: Counterexample): Story => ({
    ...found,
    schedule,
    text: tellStory(schedule, violations),
  });
  if (task.real) return report(await workForReal(runs, seed));
  if (run !== undefined) {
    const found = await repeatRun({ runs, seed, create, tabs: task.tabs }, run);
    const trace: string[] = [];
    if (found) await playSchedule(found.schedule, create, (line) => trace.push(line));
    return report({ totals: NOTHING, done: true, stories: found ? [{ ...tell(found), trace }] : [] });
  }
  const { totals, breaches, counterexamples } = await holdTrial({
    runs,
    seed,
    create,
    stories: task.stories,
    tabs: task.tabs,
    onRun: (soFar) => {
      if (soFar.runs % REPORT_EVERY === 0) report({ totals: soFar, done: false });
    },
  });
  report({ totals, done: true, stories: counterexamples.map(tell), breaches });
}

const AT_ONCE = 8;

async function workForReal(runs: number, seed: number): Promise<Report> {
  const totals: Totals = { runs: 0, sent: 0, said: 0, tookMs: 0, faults: {}, violations: {} };
  const stories: Story[] = [];
  for (let run = 0; run < runs; run += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, runs - run) }, (_, n) => seed + run + n);
    const verdicts = await Promise.all(seeds.map(realRun));
    for (const [n, { violations, faults, sent, said }] of verdicts.entries()) {
      totals.runs++;
      totals.sent += sent;
      totals.said += said;
      for (const [kind, times] of faults) totals.faults[kind] = (totals.faults[kind] ?? 0) + times;
      if (violations.length) stories.push({ law: 'real', seed: seeds[n]!, run: 0, text: violations.join('\n') });
    }
  }
  return { totals, done: true, stories };
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
