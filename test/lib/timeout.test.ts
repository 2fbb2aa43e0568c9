import { describe, expect, it, vi } from 'vitest';
import { sleep, withTimeout } from '../../src/lib/timeout.js';
import { settle, VirtualClock } from '../simulation/virtual-clock.js';

const never = () => new Promise<never>(() => {});

/** An abort controller that counts the listeners on its signal. */
function countingAbort() {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  return { controller, signal, listeners: () => listeners };
}

describe('withTimeout', () => {
  it('resolves with the result of the work, whether or not it is a promise', async () => {
    const clock = new VirtualClock();
    expect(await withTimeout(clock, 10, undefined, 'do it', async () => 'later')).toBe('later');
    expect(await withTimeout(clock, 10, undefined, 'do it', () => 'now')).toBe('now');
  });

  it('rejects with what the work throws, synchronously or later', async () => {
    const clock = new VirtualClock();
    const oops = () => {
      throw new Error('oops');
    };
    await expect(withTimeout(clock, 10, undefined, 'do it', oops)).rejects.toThrow('oops');
    await expect(withTimeout(clock, 10, undefined, 'do it', async () => oops())).rejects.toThrow('oops');
  });

  it('rejects with timeout when the limit is reached, even if the work ignores its signal', async () => {
    const clock = new VirtualClock();
    const waiting = expect(withTimeout(clock, 10, undefined, 'do it', never)).rejects.toThrow('timeout');
    await clock.advance(10);
    await waiting;
  });

  it('rejects with aborted if the signal is aborted, before or after the start', async () => {
    const clock = new VirtualClock();
    const work = vi.fn(never);
    await expect(withTimeout(clock, 10, AbortSignal.abort(), 'do it', work)).rejects.toThrow('aborted');
    expect(work).not.toHaveBeenCalled();
    const { controller, signal } = countingAbort();
    const waiting = expect(withTimeout(clock, 10, signal, 'do it', work)).rejects.toThrow('aborted');
    controller.abort();
    await waiting;
  });

  it.each(['done', 'failed', 'timeout', 'aborted'])(
    'leaves no timer and no listener, and aborts the inner signal, after: %s',
    async (outcome) => {
      const clock = new VirtualClock();
      const { controller, signal, listeners } = countingAbort();
      let innerSignal: AbortSignal | undefined;
      const waiting = withTimeout(clock, 10, signal, 'do it', (inner) => {
        innerSignal = inner;
        if (outcome === 'failed') throw new Error(outcome);
        return outcome === 'done' ? 1 : never();
      }).catch(() => {});
      if (outcome === 'timeout') await clock.advance(10);
      if (outcome === 'aborted') controller.abort();
      await waiting;
      expect(clock.pending).toBe(0);
      expect(listeners()).toBe(0);
      expect(innerSignal!.aborted).toBe(true);
    },
  );
});

describe('sleep', () => {
  it('resolves after its duration and not earlier', async () => {
    const clock = new VirtualClock();
    const done = vi.fn();
    void sleep(clock, 100).then(done);
    await clock.advance(99);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(done).toHaveBeenCalled();
  });

  it('resolves early on abort and leaves no timer and no listener', async () => {
    const clock = new VirtualClock();
    const { controller, signal, listeners } = countingAbort();
    const sleeping = sleep(clock, 100, signal);
    controller.abort();
    await sleeping;
    await settle();
    expect([clock.pending, listeners()]).toEqual([0, 0]);
  });
});
