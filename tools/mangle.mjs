/**
 * `node tools/mangle.mjs` reports what is wrong with mangle.json, the list of the property names that the builds for browsers
 * shorten, and which names could be added. `node tools/mangle.mjs --write` makes the list anew.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findFaults, proposeNames, readMangleFile } from './support/mangle-names.mjs';
import { root } from './support/run-tool.mjs';

const current = readMangleFile();
const proposed = proposeNames(current.keep);
const added = Object.keys(proposed.props).filter((name) => !(name in current.props));
const dropped = Object.keys(current.props).filter((name) => !(name in proposed.props));

if (process.argv.includes('--write')) {
  await writeFile(resolve(root, 'mangle.json'), `${JSON.stringify(proposed, null, 2)}\n`);
  console.log(`mangle.json has ${Object.keys(proposed.props).length} names.`);
  if (dropped.length > 0) console.log(`Dropped: ${dropped.join(', ')}`);
  if (added.length > 0) {
    console.log(
      `Added: ${added.join(', ')}\nMove names into "keep" that something other than our own code reads or writes.`,
    );
  }
} else {
  const faults = findFaults(current);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  if (added.length > 0) console.log(`--write would add: ${added.join(', ')}`);
}
