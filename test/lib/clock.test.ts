import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/lib/clock.js';

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => void vi.useRealTimers());

describe('systemClock', () => {
  it('returns the time in epoch milliseconds', () => {
    expect(systemClock.now()).toBe(1_000);
  });

  it('calls back once after the delay', () => {
    const callback = vi.fn();
    systemClock.after(50, callback);
    vi.advanceTimersByTime(49);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(callback).toHaveBeenCalledOnce();
  });

  it('cancels a timer', () => {
    const callback = vi.fn();
    systemClock.after(50, callback)();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(100);
    expect(callback).not.toHaveBeenCalled();
  });
});
