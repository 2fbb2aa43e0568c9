import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, ending with a slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Returns the script behind a command of an installed package. It is found through the package.json, so that it works without a
 * shell, without `node_modules/.bin` in PATH, and on Windows; the file is read, because `exports` may hide it from `require`.
 *
 * @param {string} packageName
 * @param {string} command name of the command in the package's `bin`
 */
export function toolScript(packageName, command) {
  const manifestPath = resolve(root, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const script = typeof bin === 'string' ? bin : bin?.[command];
  if (!script) throw new Error(`unable to run ${command}; the package ${packageName} has no such command`);
  return resolve(dirname(manifestPath), script);
}

/**
 * Runs a Node script in the repository.
 *
 * @param {string} script
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean }} [options] quiet: returns the output instead of printing it
 * @returns {Promise<{ code: number, output: string }>} never rejects for a failing script; a signal counts as code 1
 */
export function runScript(script, args = [], { quiet = false } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    const append = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', append);
    child.stderr?.on('data', append);
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
