import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { readText, repositoryRoot } from '../support/source-tree.js';

const promises = readText('docs/delivery.md')
  .split(/^- (?=\*\*D\d+\.)/m)
  .slice(1)
  .map((text) => ({
    id: /^\*\*(D\d+)/.exec(text)?.[1] ?? '',
    files: [...text.matchAll(/`((?:test|e2e)\/[^`]+)`/g)].map(([, file]) => file!),
  }));

/** Returns the ids of promises that a test file contains. */
const namedIn = (file: string): string[] => [...readText(file).matchAll(/\bD\d+\b/g)].map(([id]) => id);

it('the promises of docs/delivery.md are numbered D1, D2, …', () => {
  expect(promises.map(({ id }) => id)).toEqual(promises.map((_, index) => `D${index + 1}`));
});

it.each(promises)('promise $id lists tests that exist, and one of them names it', ({ id, files }) => {
  expect(files.filter((file) => !existsSync(join(repositoryRoot, file)))).toEqual([]);
  expect(files.some((file) => namedIn(file).includes(id))).toBe(true);
});

const testFiles = globSync(['test/{simulation,reliability}/**/*.test.ts', 'e2e/scenarios/reliability/*.spec.ts'], {
  cwd: repositoryRoot,
}).filter((file) => namedIn(file).length > 0);

it.each(testFiles)('docs/delivery.md lists %s under each promise that it names', (file) => {
  const listed = promises.filter(({ files }) => files.includes(file)).map(({ id }) => id);
  expect([...new Set(namedIn(file))].filter((id) => !listed.includes(id))).toEqual([]);
});
