import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readText, repositoryRoot } from '../support/source-tree.js';

const promises = readText('docs/delivery.md')
  .split(/^- (?=\*\*D\d+\.)/m)
  .slice(1)
  .map((text) => ({
    id: /^\*\*(D\d+)/.exec(text)?.[1],
    files: [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file!),
  }));

it('each promise of docs/delivery.md has an id of its own', () => {
  expect(promises.map(({ id }) => id)).toEqual(promises.map((_, index) => `D${index + 1}`));
});

it.each(promises)('promise $id names tests that are there', ({ files }) => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(join(repositoryRoot, file)))).toEqual([]);
});
