/**
 * `node tools/prepare-release.mjs`: copies the owner's data (owner.json) into package.json. The release workflow runs it on its own
 * checkout, so the manifest in the repository stays without it. `--check` only verifies that it has been done; `npm publish` runs it
 * that way, so that nothing is published without an owner.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readOwner, withOwner } from './support/owner.mjs';
import { root } from './support/run-tool.mjs';

const path = resolve(root, 'package.json');
try {
  const owner = await readOwner(resolve(root, 'owner.json'));
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const complete = withOwner(manifest, owner);
  if (process.argv.includes('--check')) {
    if (!isDeepStrictEqual(manifest, complete))
      throw new Error(
        'unable to publish; package.json differs from owner.json. Run node tools/prepare-release.mjs first',
      );
  } else {
    await writeFile(path, `${JSON.stringify(complete, null, 2)}\n`);
    console.log(`package.json names ${owner.repository} and its owner.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
