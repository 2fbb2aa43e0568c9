import { afterEach, expect, it, vi } from 'vitest';
import { isTooOld } from '../../../src/widget/lib/is-too-old.js';

afterEach(() => void vi.restoreAllMocks());

it('is false for this engine, without a line on the console', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect([isTooOld(), error.mock.calls]).toEqual([false, []]);
});

it('is true without Array.prototype.findLast, and says so', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { findLast } = Array.prototype;
  Reflect.deleteProperty(Array.prototype, 'findLast');
  const isOld = isTooOld();
  Object.defineProperty(Array.prototype, 'findLast', { value: findLast, configurable: true, writable: true });
  expect(isOld).toBe(true);
  expect(error.mock.calls).toEqual([['[xo-rtm] unable to show the chat; this browser is too old']]);
});
