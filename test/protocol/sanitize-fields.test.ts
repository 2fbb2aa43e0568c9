import { expect, it } from 'vitest';
import { readAttachments, sanitizeFields } from '../../src/protocol/sanitize-fields.js';

it('removes known fields of a wrong type and keeps unknown fields', () => {
  const value = { from: 5, id: {}, timestamp: '5', messageId: 'ms-1', replyto: 5, beam: [1], toString: 5 };
  expect(sanitizeFields(value)).toBe(true);
  expect(value).toEqual({ messageId: 'ms-1', replyto: 5, beam: [1], toString: 5 });
});

it('sanitizes authors and languages, but not payloads', () => {
  const value = { author: { firstName: 5, lastName: 'B' }, component: { payload: { type: 5 } }, langDetails: 'en' };
  sanitizeFields(value);
  expect(value).toEqual({ author: { lastName: 'B' }, component: { payload: { type: 5 } } });
});

it('returns false for values that are not objects', () => {
  expect([null, undefined, 5, 'x', [], true].map(sanitizeFields)).toEqual(Array(6).fill(false));
});

it('gives attachments a name and a type and drops those without an id', () => {
  expect(readAttachments([{ fileId: 'f1', size: '5' }, { fileId: 5 }, { fileId: '' }, {}, null])).toEqual([
    { fileId: 'f1', fileName: 'f1', fileType: 'attachment' },
  ]);
  expect([undefined, null, 'x', {}].map(readAttachments)).toEqual([[], [], [], []]);
});
