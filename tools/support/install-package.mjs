import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './run-tool.mjs';

const run = promisify(execFile);

/** @typedef {{ path: string, size: number, mode: number }} PackedFile a file in the tarball, as `npm pack --json` reports it */

/**
 * Packs the built package as npm would publish it, and installs it into a new project. The dependencies are copied instead of
 * downloaded, which needs no network and gives the locked versions.
 *
 * @param {string} consumer folder of the project, outside this repository, so that it cannot resolve modules of the repository
 * @param {readonly string[]} [peers] further packages to copy from the node_modules of this repository
 * @returns {Promise<PackedFile[]>} the files of the package
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

/** Copies the dependencies of the installed package `name`, and their dependencies. */
async function copyDependencies(/** @type {string} */ name, /** @type {string} */ modules) {
  const { dependencies = {} } = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(dependencies)) {
    await copyModule(dependency, modules);
    await copyDependencies(dependency, modules);
  }
}

const copyModule = (/** @type {string} */ name, /** @type {string} */ modules) =>
  cp(join(root, 'node_modules', name), join(modules, name), { recursive: true });
