/**
 * `node tools/check-regexps.mjs`: checks every regular expression in `src/` for super-linear backtracking. An untrusted text that
 * makes an expression backtrack would freeze the page or the process.
 *
 * recheck may take a minute for one expression, so linear ones are recorded in `tools/regexps.json`, and only the others are
 * checked. `--write` adds those that pass and removes those that no longer exist. `--all` checks every expression again; it needs the
 * native program of recheck (an optional package), because its JavaScript version runs out of memory on some of them. A fixed seed
 * makes the results repeatable.
 *
 * Fails for an expression that is not linear, that recheck cannot decide, or that is constructed at run time, unless `exempt` in the
 * same file gives a reason for it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { glob } from 'tinyglobby';
import { root } from './support/run-tool.mjs';

const require = createRequire(import.meta.url);
// recheck reads this when it is loaded. Without it, it would search for Java first.
process.env.RECHECK_BACKEND = hasNativeRecheck() ? 'native' : 'pure';
/** @type {typeof import('recheck')} */
const { check } = require('recheck');
const { version } = require('recheck/package.json');

const RECORD = 'tools/regexps.json';
const LIMITS = {
  randomSeed: 0,
  timeout: 120_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  // Disables the confirmation by measurement, which depends on the machine.
  recallTimeout: -1,
};

/** @typedef {{ source: string, flags: string } | undefined} Found undefined for one that is constructed at run time */

/**
 * Returns every regular expression of a file: literals, and calls of `RegExp`.
 *
 * @param {string} path @param {string} text
 * @returns {{ key: string, line: number, found: Found }[]}
 */
export function regexpsIn(path, text) {
  /** @type {{ key: string, line: number, found: Found }[]} */
  const all = [];
  /** @param {any} node */
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each);
      return;
    }
    const line = () => text.slice(0, node.start).split('\n').length;
    if (node.type === 'Literal' && node.regex) {
      const { pattern, flags } = node.regex;
      all.push({ key: `/${pattern}/${flags}`, line: line(), found: { source: pattern, flags } });
    } else if (/^(?:New|Call)Expression$/.test(node.type) && node.callee.name === 'RegExp') {
      const [source, flags] = node.arguments.map(fixedText);
      const isFixed = source !== undefined && (node.arguments.length < 2 || flags !== undefined);
      const key = isFixed ? `/${source}/${flags ?? ''}` : text.slice(node.start, node.end);
      all.push({ key, line: line(), found: isFixed ? { source, flags: flags ?? '' } : undefined });
    }
    for (const value of Object.values(node)) visit(value);
  };
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`unable to read ${path}; ${errors[0]?.message}`);
  visit(program);
  return all;
}

/** @param {any} node @returns {string | undefined} */
function fixedText(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/** @param {{ source: string, flags: string }} expression @returns {Promise<string | undefined>} the problem, undefined for none */
export async function faultOf({ source, flags }) {
  const verdict = await check(source, flags, LIMITS);
  if (verdict.status === 'safe') return undefined;
  if (verdict.status === 'unknown') return `recheck cannot decide it (${verdict.error.kind})`;
  return `${verdict.complexity.summary}; for example for ${verdict.attack.pattern}`;
}

function hasNativeRecheck() {
  try {
    require.resolve(
      `recheck-${process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux'}-${process.arch}/package.json`,
    );
    return true;
  } catch {
    return false;
  }
}

/** @param {readonly string[]} options */
async function run(options) {
  /** @type {{ recheck: string, exempt: Record<string, string>, linear: string[] }} */
  const record = JSON.parse(await readFile(resolve(root, RECORD), 'utf8'));
  const isCurrent = record.recheck === version && !options.includes('--all');
  const known = new Set(isCurrent ? record.linear : []);
  /** @type {Set<string>} */
  const linear = new Set();
  const used = new Set();
  let faults = 0;
  for (const path of (await glob('src/**/*.{ts,tsx}', { cwd: root })).sort()) {
    for (const { key, line, found } of regexpsIn(path, await readFile(resolve(root, path), 'utf8'))) {
      if (linear.has(key)) continue;
      if (Object.hasOwn(record.exempt, key)) {
        used.add(key);
        continue;
      }
      const fault = found ? (known.has(key) ? undefined : await faultOf(found)) : 'it is constructed at run time';
      if (!fault) {
        linear.add(key);
        continue;
      }
      faults++;
      console.error(`${path}:${line}: unable to prove that ${key} takes linear time; ${fault}`);
    }
  }
  for (const key of Object.keys(record.exempt)) {
    if (!used.has(key)) console.warn(`warning: ${RECORD} exempts ${key}, which is not in src/ any more`);
  }
  const fresh = [...linear].filter((key) => !record.linear.includes(key));
  if (options.includes('--write')) {
    const next = { recheck: version, exempt: record.exempt, linear: [...linear].sort() };
    await writeFile(resolve(root, RECORD), `${JSON.stringify(next, null, 2)}\n`);
  } else if (fresh.length > 0) {
    console.log(`${fresh.length} regular expressions were checked; --write adds them to ${RECORD}, which is faster`);
  }
  if (faults > 0) {
    console.error('Write them without nested or adjoining repetitions, or scan the text by hand.');
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
