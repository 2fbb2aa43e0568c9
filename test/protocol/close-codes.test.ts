import { expect, it } from 'vitest';
import { closeReaction } from '../../src/protocol/close-codes.js';

it.each([1000, 1001, 1002, 1005, 1006, 1011, 1012, 1013, 4000])('%i is worth another try', (code) => {
  expect(closeReaction(code)).toEqual({ retry: true, dropFrame: false });
});

it('1008 stops', () => {
  expect(closeReaction(1008)).toEqual({ retry: false, dropFrame: false });
});

it.each([1007, 1009])('%i tries again without the frame', (code) => {
  expect(closeReaction(code)).toEqual({ retry: true, dropFrame: true });
});
