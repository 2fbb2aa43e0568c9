import { expect, test } from 'vitest';
import { findInternalNames } from '../../tools/support/internal-names.mjs';

test('what a module exports keeps its name: import() is read by it', () => {
  expect(findInternalNames()).not.toContain('createOutboxStore');
});

test('what only the client sees is shortened', () => {
  expect(findInternalNames()).toEqual(expect.arrayContaining(['reconciled', 'cursorBeforeQueue']));
});

test('what the wire and users see is not', () => {
  const names = new Set(findInternalNames());
  for (const name of ['clientMessageId', 'retryAt', 'createdAt', 'authorization', 'accessToken', 'getItem']) {
    expect(names).not.toContain(name);
  }
});
