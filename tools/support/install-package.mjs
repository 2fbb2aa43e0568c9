import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './run-tool.mjs';

const run = promisify(execFile);

/** @typedef {{ path: string, size: number, mode: number }} PackedFile a file in the tarball, as `npm pack --json` tells it */

/**
 * Packs the built package as npm would publish it, and installs it into a new project. The dependencies are copied instead of
 * fetched: this needs no network, and gives the locked versions.
 *
 * @param {string} consumer folder of the project; far from this repository, so that nothing here can be resolved by accident
 * @param {readonly string[]} [peers] further packages of this repository's node_modules that the project has
 * @returns {Promise<PackedFile[]>} what is in the package
 */
export async function installPackage(consumer, peers = []) {
  const modules = join(consumer, 'node_modules');
  await mkdir(modules, { recursive: true });
  await writeFile(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));

  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer];
  const { stdout } = await run('npm', pack, { cwd: root, shell: process.platform === 'win32' });
  const [{ filename, files }] = JSON.parse(stdout);
  await run('tar', ['-xzf', filename, '-C', 'node_modules'], { cwd: consumer });
  await cp(join(modules, 'package'), join(modules, 'xo-rtm'), { recursive: true });
  await rm(join(modules, 'package'), { recursive: true });
  await copyDependencies('xo-rtm', modules);
  for (const peer of peers) await copyModule(peer, modules);
  return files;
}

/** What the installed package `name` asks for, and what that asks for. */
async function copyDependencies(/** @type {string} */ name, /** @type {string} */ modules) {
  const { dependencies = {} } = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(dependencies)) {
    await copyModule(dependency, modules);
    await copyDependencies(dependency, modules);
  }
}

const copyModule = (/** @type {string} */ name, /** @type {string} */ modules) =>
  cp(join(root, 'node_modules', name), join(modules, name), { recursive: true });
