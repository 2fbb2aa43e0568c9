import { expect, it } from 'vitest';
import { blamesFrame, isFinalClose } from '../../src/protocol/close-codes.js';

it.each([
  ...[1000, 1001, 1002, 1005, 1006, 1011, 1012, 1013, 4000, undefined].map((code) => [code, false, false] as const),
  [1007, false, true] as const,
  [1008, true, false] as const,
  [1009, false, true] as const,
])('%s: final is %s, and of a frame %s', (code, isFinal, isOfFrame) => {
  expect([isFinalClose(code), blamesFrame(code)]).toEqual([isFinal, isOfFrame]);
});
