import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { repositoryRoot } from '../support/source-tree.js';

const run = promisify(execFile);

/** A file in the tarball, as `npm pack --json` tells it. */
export interface PackedFile {
  path: string;
  size: number;
  mode: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A project that has the packed package installed, with its dependencies and nothing else. */
    consumer: string;
    packedFiles: PackedFile[];
  }
}

/**
 * Packs the built package as npm would publish it, and installs it in a new project far from this repository, so that nothing
 * here can be resolved by accident. The dependencies are copied instead of fetched: no network, and the locked versions.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The real path: what runs there reports its own without links.
  const consumer = await realpath(await mkdtemp(join(tmpdir(), 'xo-rtm-consumer-')));
  const modules = join(consumer, 'node_modules');
  await mkdir(modules);
  await writeFile(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));

  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer];
  const { stdout } = await run('npm', pack, { cwd: repositoryRoot, shell: process.platform === 'win32' });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: PackedFile[] }];
  await run('tar', ['-xzf', filename, '-C', 'node_modules'], { cwd: consumer });
  await cp(join(modules, 'package'), join(modules, 'xo-rtm'), { recursive: true });
  await rm(join(modules, 'package'), { recursive: true });
  await copyDependencies('xo-rtm', modules);
  // A project that uses xo-rtm/react has this.
  await cp(join(repositoryRoot, 'node_modules/react'), join(modules, 'react'), { recursive: true });

  project.provide('consumer', consumer);
  project.provide('packedFiles', files);
  return () => rm(consumer, { recursive: true, force: true });
}

/** What the installed package `name` asks for, and what that asks for. */
async function copyDependencies(name: string, modules: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    await cp(join(repositoryRoot, 'node_modules', dependency), join(modules, dependency), { recursive: true });
    await copyDependencies(dependency, modules);
  }
}
