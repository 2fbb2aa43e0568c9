/**
 * `npm test`: format and lint, build, types, then every test. What follows `--` goes to vitest:
 * `npm test -- --project unit test/rtm`.
 *
 * The steps before the tests all run even if one fails, so that one run shows everything there is to mend;
 * the tests run only on a tree that passed them.
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
  // Checks the types of src/ as well: it writes their declarations.
  ['build', resolve(root, 'tools/build.mjs'), []],
  ['types of the tests', tsc, ['-p', 'tsconfig.json']],
];

const startedAt = performance.now();
await mkdir(resolve(root, 'test-results'), { recursive: true });
await rm(report, { force: true });

/** @type {string[]} */
const summary = [];
const note = (/** @type {string} */ verdict, /** @type {string} */ duration, /** @type {string} */ what) =>
  summary.push(`${verdict.padEnd(8)}${duration.padStart(8)}  ${what}`);

let stepsFailed = false;
for (const [name, script, args] of STEPS) stepsFailed = (await run(name, script, args)) !== 0 || stepsFailed;

if (stepsFailed) {
  note('not run', '', 'tests');
  process.exitCode = 1;
} else {
  const narrowing = process.argv.slice(2);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const exitCode = await run('tests', toolScript('vitest', 'vitest'), ['run', ...reporters, ...narrowing]);
  const { passed, failed, skipped, retried } = readCounts(report, exitCode);
  // A narrowed run leaves tests out by request; the whole one must not.
  const mustRunAll = narrowing.length === 0;
  note('', '', `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  for (const name of retried) note('', '', `passed at the second try: ${name}`);
  if (mustRunAll && skipped > 0) note('failed', '', 'a test is skipped: mend it or delete it');
  process.exitCode = failed > 0 || (mustRunAll && skipped > 0) ? 1 : 0;
}
note('', secondsSince(startedAt), 'in all');
console.log(`\n${summary.join('\n')}`);

/** Runs a step and notes how it went. @returns {Promise<number>} its exit code */
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
