import { expect, it } from 'vitest';
import { readAttachments, trust } from '../../src/protocol/trust.js';

it('removes known fields of a wrong type, and leaves unknown ones alone', () => {
  const value = { from: 5, id: {}, timestamp: '5', messageId: 'ms-1', replyto: 5, beam: [1], toString: 5 };
  expect(trust(value)).toBe(true);
  expect(value).toEqual({ messageId: 'ms-1', replyto: 5, beam: [1], toString: 5 });
});

it('looks into people and languages, and not into payloads', () => {
  const value = { author: { firstName: 5, lastName: 'B' }, component: { payload: { type: 5 } }, langDetails: 'en' };
  trust(value);
  expect(value).toEqual({ author: { lastName: 'B' }, component: { payload: { type: 5 } } });
});

it('refuses what is no object', () => {
  expect([null, undefined, 5, 'x', [], true].map(trust)).toEqual(Array(6).fill(false));
});

it('gives attachments a name and a type, and drops those without an id', () => {
  expect(readAttachments([{ fileId: 'f1', size: '5' }, { fileId: 5 }, { fileId: '' }, {}, null])).toEqual([
    { fileId: 'f1', fileName: 'f1', fileType: 'attachment' },
  ]);
  expect([undefined, null, 'x', {}].map(readAttachments)).toEqual([[], [], [], []]);
});
