/**
 * `node tools/complete-lock.mjs`: writes into package-lock.json what npm leaves out of it.
 *
 * Tools with native binaries have one optional package per system. Where a registry (a mirror, often) lacks some of them, `npm install`
 * locks only those it found, and `npm ci` then refuses the lock everywhere. All that npm needs is name, version and system of
 * each: the tool itself names the version, and the name of the package the system. They are locked without a checksum, because
 * nobody here has seen them; npm checks and adds it where they are installed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findLockGaps } from './support/lock-gaps.mjs';
import { root } from './support/run-tool.mjs';

const path = resolve(root, 'package-lock.json');
const lock = JSON.parse(await readFile(path, 'utf8'));
const gaps = findLockGaps(lock);
for (const { name, version, dev, os, cpu, libc } of gaps) {
  // In npm's order, so that the next `npm install` leaves them as they are.
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
if (gaps.length > 0) await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  gaps.length > 0 ? `${gaps.length} packages of other systems were added to the lock.` : 'The lock is complete.',
);
