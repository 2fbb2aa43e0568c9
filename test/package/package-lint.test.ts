import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, inject, it } from 'vitest';
import { runApiReports } from '../../tools/support/api-report.mjs';

const packageFolder = join(inject('consumer'), 'node_modules/xo-rtm');

it('has a manifest without publint messages', async () => {
  const { messages, pkg } = await publint({ pkgDir: packageFolder, pack: false, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

it('has types that resolve for ES modules and for bundlers', async () => {
  const consumer = inject('consumer');
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer];
  const { stdout } = await promisify(execFile)('npm', pack, { cwd: packageFolder });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const tarball = createPackageFromTarballData(await readFile(join(consumer, filename)));
  // The scripts in dist/ are for script tags, which take no types.
  const result = await checkPackage(tarball, { excludeEntrypoints: [/^\.\/dist\//] });
  if (!result.types) throw new Error('the package contains no types');
  // The package contains only ES modules. `require`, and resolvers that ignore `exports`, are not supported.
  const problems = result.problems.filter(
    (problem) =>
      !(
        'resolutionKind' in problem &&
        (problem.resolutionKind === 'node10' || problem.resolutionKind === 'node16-cjs')
      ),
  );
  expect(problems).toEqual([]);
});

it('has the public API of the reports in api/, which `npm run api` updates', { timeout: 120_000 }, () => {
  expect(runApiReports({ write: false })).toEqual([]);
});
