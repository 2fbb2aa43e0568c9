import { describe, expect, it, vi } from 'vitest';
import { pause, withDeadline } from '../../src/lib/deadline.js';
import { settle, VirtualClock } from '../proof/virtual-clock.js';

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

describe('withDeadline', () => {
  it('gives what the work gives, also when it is no promise', async () => {
    const clock = new VirtualClock();
    expect(await withDeadline(clock, 10, undefined, 'do it', async () => 'later')).toBe('later');
    expect(await withDeadline(clock, 10, undefined, 'do it', () => 'now')).toBe('now');
  });

  it('passes on what the work throws, at once or later', async () => {
    const clock = new VirtualClock();
    const oops = () => {
      throw new Error('oops');
    };
    await expect(withDeadline(clock, 10, undefined, 'do it', oops)).rejects.toThrow('oops');
    await expect(withDeadline(clock, 10, undefined, 'do it', async () => oops())).rejects.toThrow('oops');
  });

  it('refuses when the time is over, though the work heeds no signal', async () => {
    const clock = new VirtualClock();
    const waiting = expect(withDeadline(clock, 10, undefined, 'do it', never)).rejects.toThrow('timeout');
    await clock.advance(10);
    await waiting;
  });

  it('refuses when it is aborted, before or after the beginning', async () => {
    const clock = new VirtualClock();
    const work = vi.fn(never);
    await expect(withDeadline(clock, 10, AbortSignal.abort(), 'do it', work)).rejects.toThrow('aborted');
    expect(work).not.toHaveBeenCalled();
    const { controller, signal } = countingAbort();
    const waiting = expect(withDeadline(clock, 10, signal, 'do it', work)).rejects.toThrow('aborted');
    controller.abort();
    await waiting;
  });

  it.each(['done', 'failed', 'timeout', 'aborted'])('leaves no timer, no listener and no wish when %s', async (how) => {
    const clock = new VirtualClock();
    const { controller, signal, listeners } = countingAbort();
    let heard: AbortSignal | undefined;
    const waiting = withDeadline(clock, 10, signal, 'do it', (inner) => {
      heard = inner;
      if (how === 'failed') throw new Error(how);
      return how === 'done' ? 1 : never();
    }).catch(() => {});
    if (how === 'timeout') await clock.advance(10);
    if (how === 'aborted') controller.abort();
    await waiting;
    expect(clock.pending).toBe(0);
    expect(listeners()).toBe(0);
    expect(heard!.aborted).toBe(true);
  });
});

describe('pause', () => {
  it('resolves after its time and no earlier', async () => {
    const clock = new VirtualClock();
    const done = vi.fn();
    void pause(clock, 100).then(done);
    await clock.advance(99);
    expect(done).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(done).toHaveBeenCalled();
  });

  it('ends early, without an error, and leaves nothing', async () => {
    const clock = new VirtualClock();
    const { controller, signal, listeners } = countingAbort();
    const pausing = pause(clock, 100, signal);
    controller.abort();
    await pausing;
    await settle();
    expect([clock.pending, listeners()]).toEqual([0, 0]);
  });
});
