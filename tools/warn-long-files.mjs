/** `node tools/warn-long-files.mjs`: warns about source files that probably hold more than one concept. It never fails. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { root } from './support/run-tool.mjs';

const MAX_LINES = 300;

for (const path of (await glob('src/**/*.{ts,tsx}', { cwd: root })).sort()) {
  const lines = (await readFile(resolve(root, path), 'utf8')).split('\n').length - 1;
  if (lines > MAX_LINES) console.warn(`warning: ${path} has ${lines} lines; does it hold more than one concept?`);
}
