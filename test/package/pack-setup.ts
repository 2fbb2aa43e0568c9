import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installPackage, type PackedFile } from '../../tools/support/install-package.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of a project that has the packed package installed, with its dependencies and nothing else. */
    consumer: string;
    packedFiles: PackedFile[];
  }
}

/** Installs the built package for all tests of this project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The real path, because programs that run there report paths without symbolic links.
  const consumer = await realpath(await mkdtemp(join(tmpdir(), 'xo-rtm-consumer-')));
  // xo-rtm/react needs it.
  const files = await installPackage(consumer, ['react']);
  project.provide('consumer', consumer);
  project.provide('packedFiles', files);
  return () => rm(consumer, { recursive: true, force: true });
}
