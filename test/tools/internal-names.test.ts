import { expect, test } from 'vitest';
import { findInternalNames } from '../../tools/support/internal-names.mjs';

test('exports of a module keep their names, because import() reads them', () => {
  expect(findInternalNames()).not.toContain('createOutboxStore');
});

test('internal names are shortened', () => {
  expect(findInternalNames()).toEqual(expect.arrayContaining(['reconciled', 'cursorBeforeQueue']));
});

test('names that users or the platform see are not shortened', () => {
  const names = new Set(findInternalNames());
  for (const name of ['clientMessageId', 'retryAt', 'createdAt', 'authorization', 'accessToken', 'getItem']) {
    expect(names).not.toContain(name);
  }
});
