/**
 * Runs many random schedules of sends, faults, reloads and sleeps against the client, simulated on a virtual clock.
 *
 *   npm run prove -- --runs 10000 --seed 7 [--workers 2] [--tabs 1] [--reports 5] [--save file.json] [--break no-gap-fill]
 *   npm run prove -- --seed 7 --run 12     repeats one run, and prints a trace of its shrunk schedule
 *   npm run prove -- --real 300            random runs over real sockets, against the emulator
 *   npm run prove -- --accounts 1000       two users of one browser (test/simulation/two-user-simulation.ts)
 *   npm run prove -- --chromium 36         random runs in the browser, with the output of `npm run build`
 *
 * Prints the injected faults and the violations. The first failed runs are shrunk and reported, and the process ends with code 1.
 * `--break` runs a mutant of the client (test/simulation/mutants.ts), in which the simulation has to find violations.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { runScript, toolScript } from './support/run-tool.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    run: { type: 'string' },
    real: { type: 'string' },
    chromium: { type: 'string' },
    accounts: { type: 'string' },
    break: { type: 'string' },
    save: { type: 'string' },
    reports: { type: 'string', default: '5' },
    tabs: { type: 'string' },
  },
});
const runs = wholeNumber('runs', values.real ?? values.runs);
const seed = wholeNumber('seed', values.seed ?? String(Math.floor(Math.random() * 1e9)));
const workers = values.run === undefined ? Math.min(runs, wholeNumber('workers', values.workers)) : 1;

if (values.accounts !== undefined) {
  process.env.TWO_USER_RUNS = String(wholeNumber('accounts', values.accounts));
  process.env.TWO_USER_SEED = String(seed);
  console.log(`${values.accounts} runs with two users, seed ${seed}`);
  const args = ['run', '--project', 'unit', 'test/simulation/two-users.property.test.ts'];
  process.exit((await runScript(toolScript('vitest', 'vitest'), args)).code);
}

if (values.chromium !== undefined) {
  // These runs are a scenario of the browser tests, which have the pages, the browser and the checks for them.
  process.env.CHROMIUM_RUNS = String(wholeNumber('chromium', values.chromium));
  process.env.CHROMIUM_SEED = String(seed);
  console.log(`${values.chromium} runs in the browser, seed ${seed}`);
  const args = ['run', '--project', 'e2e', '--retry=0', 'e2e/scenarios/reliability'];
  process.exit((await runScript(toolScript('vitest', 'vitest'), args)).code);
}

const folder = mkdtempSync(join(tmpdir(), 'xo-rtm-prove-'));
const startedAt = performance.now();
try {
  const bundle = join(folder, 'prove-worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../test/simulation/prove-worker.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['libsql'],
    // Keeps imports for side effects, which the package's `sideEffects: false` would remove.
    ignoreAnnotations: true,
    // CommonJS packages in the bundle call `require`.
    banner: { js: "import { createRequire as make } from 'node:module'; const require = make(import.meta.url);" },
    sourcemap: 'inline',
    define: { __XO_RTM_VERSION__: '"0.0.0"' },
    logLevel: 'warning',
  });
  console.log(`${runs} runs, seed ${seed}, ${workers} process(es)`);
  const results = await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      runWorker(bundle, index, {
        runs: Math.floor(runs / workers) + (index < runs % workers ? 1 : 0),
        // Real runs are numbered by their seeds.
        seed: seed + (values.real ? index * runs : index),
        run: values.run === undefined ? undefined : wholeNumber('run', values.run),
        break: values.break,
        tabs: values.tabs === undefined ? undefined : wholeNumber('tabs', values.tabs),
        real: values.real !== undefined,
        reports: wholeNumber('reports', values.reports),
      }),
    ),
  );
  process.exitCode = summarise(results) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs one process until it is done. @returns its last message, with the result */
function runWorker(bundle, index, task) {
  return new Promise((resolve, reject) => {
    // A run creates thousands of errors whose stacks are not needed. Without stacks, and with room for young objects, it takes
    // half the time. A repeated run keeps the stacks, mapped to the sources.
    const execArgv =
      task.run === undefined ? ['--stack-trace-limit=0', '--max-semi-space-size=64'] : ['--enable-source-maps'];
    const child = fork(bundle, { execArgv });
    let last;
    child.on('message', (message) => {
      last = message;
      if (!message.done) console.log(`  process ${index + 1}: ${message.totals.runs} of ${task.runs} runs`);
    });
    child.on('exit', (code) => {
      if (last?.done) resolve(last);
      else reject(new Error(`unable to finish the runs; process ${index + 1} ended with ${code}`));
    });
    child.send(task);
  });
}

/** Prints the results of all processes. @returns true when there was no violation */
function summarise(results) {
  const sum = (pick) => results.reduce((total, result) => total + pick(result.totals), 0);
  const merged = (name) => {
    const all = new Map();
    for (const { totals } of results) {
      for (const [key, count] of Object.entries(totals[name])) all.set(key, (all.get(key) ?? 0) + count);
    }
    return all;
  };
  const violations = merged('violations');
  const of = (kind) => violations.get(kind) ?? 0;
  const took = `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  const shown = ['lost', 'doubled', 'out of order', 'missed', 'leak'];
  const others = [...violations].filter(([kind]) => !shown.includes(kind)).map(([kind, count]) => `${count} ${kind}`);

  const reports = results.flatMap((result) => result.reports);
  for (const { kind, text, seed: from, run, trace = [] } of reports) {
    console.log(`\n${kind}\n${text}`);
    for (const line of trace) console.log(`  ${line.slice(0, 220)}`);
    const tabs = values.tabs ? ` --tabs ${values.tabs}` : '';
    const mutant = values.break ? ` --break ${values.break}` : '';
    const again = values.real ? `--real 1 --seed ${from}` : `--seed ${from} --run ${run}${tabs}${mutant}`;
    if (!trace.length) console.log(`Repeat it with: npm run prove -- ${again}\n`);
  }
  const failedRuns = results.flatMap((result) => result.failedRuns ?? []);
  for (const { seed: from, run, kinds } of failedRuns) console.log(`--seed ${from} --run ${run}: ${kinds.join(', ')}`);
  if (values.save) {
    const saved = reports.map(({ kind, schedule }) => ({ kind, schedule }));
    writeFileSync(values.save, JSON.stringify(saved, undefined, 2));
  }
  const faults = [...merged('faults')].sort(([a], [b]) => a.localeCompare(b));
  console.log('faults injected:');
  for (const [kind, count] of faults) console.log(`  ${String(count).padStart(8)}  ${kind}`);
  console.log(`  ${String(faults.reduce((total, [, count]) => total + count, 0)).padStart(8)}  in total`);
  const hours = (sum(({ simulatedMs }) => simulatedMs) / 3_600_000).toFixed(0);
  console.log(
    `${sum((totals) => totals.runs)} runs, ${sum(({ sent }) => sent)} messages sent, ` +
      `${sum(({ botMessages }) => botMessages)} bot messages, ${values.real ? took : `${hours} hours simulated in ${took}`}`,
  );
  if (values.real)
    console.log(`${reports.length} runs in which anything was lost, doubled, missed, out of order or leaked`);
  else
    console.log(
      `${of('lost')} lost, ${of('doubled')} doubled, ${of('out of order')} out of order, ${of('missed')} missed, ${of('leak')} leaks` +
        (others.length ? `; runs with: ${others.join(', ')}` : ''),
    );
  return reports.length + failedRuns.length === 0;
}

function wholeNumber(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`unable to run; --${name} must be a whole number, not ${text}`);
  return number;
}
