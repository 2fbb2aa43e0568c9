/**
 * `node tools/complete-lock.mjs`: adds to package-lock.json what npm leaves out of it.
 *
 * Tools with native binaries have one optional package per operating system. `npm install` may lock only some of them, and
 * `npm ci` then rejects the lock on the other systems. It may also lock them without a checksum, and `npm ci` then installs
 * them without verification. This script adds the missing entries, and requests the missing checksums from the registry.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { findLockGaps } from './support/lock-gaps.mjs';
import { root } from './support/run-tool.mjs';

const run = promisify(execFile);
const path = resolve(root, 'package-lock.json');
const lock = JSON.parse(await readFile(path, 'utf8'));
const gaps = findLockGaps(lock);
for (const { name, version, dev, os, cpu, libc } of gaps) {
  // The keys are in the order of npm, so that the next `npm install` does not change them.
  lock.packages[`node_modules/${name}`] = {
    version,
    integrity: undefined,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

const unchecked = Object.entries(lock.packages).filter(([folder, entry]) => folder !== '' && !entry.integrity);
for (const [folder, entry] of unchecked) {
  const name = entry.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { stdout } = await run('npm', ['view', `${name}@${entry.version}`, 'dist.integrity']);
  const integrity = stdout.trim();
  if (!integrity)
    throw new Error(`unable to complete the lock; the registry has no checksum of ${name}@${entry.version}`);
  // npm writes the checksum directly after the version.
  const { version, integrity: _none, ...rest } = entry;
  lock.packages[folder] = { version, integrity, ...rest };
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
if (gaps.length + unchecked.length > 0) await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  gaps.length + unchecked.length > 0
    ? `Added ${gaps.length} packages of other systems and ${unchecked.length} checksums to the lock.`
    : 'The lock is complete.',
);
