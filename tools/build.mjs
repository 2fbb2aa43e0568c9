/**
 * `npm run build`: builds dist/ from scratch. Rollup writes JavaScript and source maps, tsc writes declarations, in parallel.
 * Every warning of either ends the build, because a partly wrong dist/ is worse than none.
 */
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup } from 'rollup';
import configs, { notices } from '../rollup.config.mjs';
import { elementManifest } from './support/element-manifest.mjs';
import { root, runScript, toolScript } from './support/run-tool.mjs';

/** The environments that tsc checks separately, each with only the types that exist there (`tsconfig.<environment>.json`). */
const ENVIRONMENTS = ['core', 'browser', 'node'];

/** @param {import('rollup').RollupOptions} config */
async function bundle({ output, ...input }) {
  const build = await rollup({
    ...input,
    onwarn(warning) {
      throw new Error(`unable to bundle; ${warning.message}`);
    },
  });
  try {
    for (const each of [output].flat()) await build.write(each);
  } finally {
    await build.close();
  }
}

async function writeDeclarations() {
  const tsc = toolScript('typescript', 'tsc');
  for (const environment of ENVIRONMENTS) {
    const { code, output } = await runScript(tsc, ['-p', `tsconfig.${environment}.json`, '--emitDeclarationOnly'], {
      quiet: true,
    });
    if (code !== 0) throw new Error(`unable to write the declarations of ${environment}; tsc says:\n${output}`);
  }
}

/** npm only links the command, so the file needs the interpreter line and the executable bit for a shell to start it. */
async function makeExecutable() {
  const { bin } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));
  for (const file of Object.values(bin)) {
    const path = resolve(root, file);
    if (!(await readFile(path, 'utf8')).startsWith('#!/usr/bin/env node\n')) {
      throw new Error(
        `unable to make ${file} a command; it lacks the first line "#!/usr/bin/env node" (see banner in rollup.config.mjs)`,
      );
    }
    await chmod(path, 0o755);
  }
}

/** Writes the manifest that tells editors the attributes, properties and events of `<xo-chat>`. */
async function describeElement() {
  const guide = await readFile(resolve(root, 'docs/theming.md'), 'utf8');
  await writeFile(
    resolve(root, 'dist/custom-elements.json'),
    `${JSON.stringify(await elementManifest(guide), null, 2)}\n`,
  );
}

export async function build() {
  await rm(resolve(root, 'dist'), { recursive: true, force: true });
  await Promise.all([...configs.map(bundle), writeDeclarations()]);
  await makeExecutable();
  await describeElement();
  await writeFile(resolve(root, 'dist/THIRD-PARTY-NOTICES.txt'), notices.text());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const startedAt = performance.now();
  try {
    await build();
    console.log(`dist/ is built (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
