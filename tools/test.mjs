/**
 * `npm test`: checks format, lint, unused code, build and types, then runs every test. Arguments after `--` are passed to vitest:
 * `npm test -- --project unit test/rtm`.
 *
 * All steps before the tests run even if one of them fails, so that one run shows every problem. The tests run only if all steps
 * have passed.
 */
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root, runScript, toolScript } from './support/run-tool.mjs';
import { REPORT, readCounts } from './support/test-counts.mjs';

const biome = toolScript('@biomejs/biome', 'biome');
const tsc = toolScript('typescript', 'tsc');
const report = resolve(root, REPORT);

/** @type {readonly [name: string, script: string, args: readonly string[]][]} */
const STEPS = [
  ['format and lint', biome, ['check', '.', '--error-on-warnings']],
  ['unused code', toolScript('knip', 'knip'), ['--no-progress', '--exclude', 'unresolved,binaries']],
  // Also checks the types of src/, because it writes the declarations.
  ['build', resolve(root, 'tools/build.mjs'), []],
  ['types of the tests', tsc, ['-p', 'tsconfig.json']],
];

const startedAt = performance.now();
await mkdir(resolve(root, 'test-results'), { recursive: true });
await rm(report, { force: true });

/** @type {string[]} */
const summary = [];
const note = (/** @type {string} */ verdict, /** @type {string} */ duration, /** @type {string} */ text) =>
  summary.push(`${verdict.padEnd(8)}${duration.padStart(8)}  ${text}`);

let stepsFailed = false;
for (const [name, script, args] of STEPS) stepsFailed = (await run(name, script, args)) !== 0 || stepsFailed;

if (stepsFailed) {
  note('not run', '', 'tests');
  process.exitCode = 1;
} else {
  const vitestArgs = process.argv.slice(2);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const exitCode = await run('tests', toolScript('vitest', 'vitest'), ['run', ...reporters, ...vitestArgs]);
  const { passed, failed, skipped, retried } = readCounts(report, exitCode);
  // A run with arguments may leave tests out, a run without arguments must not.
  const mustRunAll = vitestArgs.length === 0;
  note('', '', `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  for (const name of retried) note('', '', `passed on the second try: ${name}`);
  if (mustRunAll && skipped > 0) note('failed', '', 'a test is skipped: fix it or delete it');
  process.exitCode = failed > 0 || (mustRunAll && skipped > 0) ? 1 : 0;
}
note('', secondsSince(startedAt), 'in total');
console.log(`\n${summary.join('\n')}`);

/** Runs a step, and adds its result to the summary. @returns {Promise<number>} its exit code */
async function run(/** @type {string} */ name, /** @type {string} */ script, /** @type {readonly string[]} */ args) {
  console.log(`\n── ${name}`);
  const stepStartedAt = performance.now();
  const { code } = await runScript(script, args);
  note(code === 0 ? 'ok' : 'failed', secondsSince(stepStartedAt), name);
  return code;
}

function secondsSince(/** @type {number} */ since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
