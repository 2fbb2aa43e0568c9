import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Timers } from '../../../src/emulator/lib/timers.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('calls back once, unless it is taken back', () => {
  const timers = new Timers();
  const [pending, dropped] = [vi.fn(), vi.fn()];
  timers.after(10, pending);
  timers.after(10, dropped)();
  vi.advanceTimersByTime(100);
  expect(pending).toHaveBeenCalledTimes(1);
  expect(dropped).not.toHaveBeenCalled();
});

test('stop wakes sleepers, calls nothing back, and leaves no timer', async () => {
  const timers = new Timers();
  const called = vi.fn();
  timers.after(10, called);
  const asleep = timers.sleep(1000);
  timers.stop();
  await asleep;
  expect(timers.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  expect(called).not.toHaveBeenCalled();
});

test('after stop nothing starts', async () => {
  const timers = new Timers();
  timers.stop();
  timers.after(0, () => expect.unreachable());
  await timers.sleep(1000);
  expect(vi.getTimerCount()).toBe(0);
});
