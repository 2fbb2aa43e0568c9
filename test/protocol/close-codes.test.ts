import { expect, it } from 'vitest';
import { isCausedByFrame, isFinalClose } from '../../src/protocol/close-codes.js';

it.each([
  ...[1000, 1001, 1002, 1005, 1006, 1011, 1012, 1013, 4000, undefined].map((code) => [code, false, false] as const),
  [1007, false, true] as const,
  [1008, true, false] as const,
  [1009, false, true] as const,
])('%s: isFinalClose is %s, isCausedByFrame is %s', (code, isFinal, isOfFrame) => {
  expect([isFinalClose(code), isCausedByFrame(code)]).toEqual([isFinal, isOfFrame]);
});
