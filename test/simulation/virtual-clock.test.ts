import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.js';

const START = 1_000_000;

describe('VirtualClock', () => {
  it('moves only when it is advanced', async () => {
    const clock = new VirtualClock(START);
    let ran = false;
    clock.after(0, () => {
      ran = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(clock.now()).toBe(START);
    expect(ran).toBe(false);
    await clock.advance(0);
    expect(ran).toBe(true);
  });

  it('runs each timer at its due time, and timers with the same due time in the order in which they were set', async () => {
    const clock = new VirtualClock(START);
    const ran: [string, number][] = [];
    const note = (name: string) => () => ran.push([name, clock.now() - START]);
    clock.after(30, note('c'));
    clock.after(10, note('a'));
    clock.after(30, note('d'));
    clock.after(20, note('b'));
    await clock.advance(100);
    expect(ran).toEqual([
      ['a', 10],
      ['b', 20],
      ['c', 30],
      ['d', 30],
    ]);
    expect(clock.now()).toBe(START + 100);
  });

  it('keeps that order among a thousand timers', async () => {
    const clock = new VirtualClock(0);
    const due: number[] = [];
    for (let n = 0; n < 1_000; n++) clock.after((n * 7_919) % 1_009, () => due.push(clock.now()));
    await clock.advance(2_000);
    expect(due).toHaveLength(1_000);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  it('settles chains of promises of any length between two timers', async () => {
    const clock = new VirtualClock(START);
    const ran: string[] = [];
    clock.after(10, () => {
      void (async () => {
        for (let depth = 0; depth < 200; depth++) await null;
        ran.push(`deep at ${clock.now() - START}`);
      })();
    });
    clock.after(10, () => ran.push('second'));
    await clock.advance(10);
    expect(ran).toEqual(['deep at 10', 'second']);
  });

  it('runs a timer that was set by another timer during the same advance', async () => {
    const clock = new VirtualClock(START);
    const ran: number[] = [];
    const again = () => {
      ran.push(clock.now() - START);
      clock.after(40, again);
    };
    clock.after(40, again);
    await clock.advance(130);
    expect(ran).toEqual([40, 80, 120]);
    expect(clock.pending).toBe(1);
  });

  it('counts pending timers, without those that were cancelled', async () => {
    const clock = new VirtualClock(START);
    let ran = false;
    const cancel = clock.after(10, () => {
      ran = true;
    });
    clock.after(20, () => {});
    expect(clock.pending).toBe(2);
    cancel();
    cancel();
    expect(clock.pending).toBe(1);
    await clock.advance(20);
    expect(clock.pending).toBe(0);
    cancel();
    expect(clock.pending).toBe(0);
    expect(ran).toBe(false);
  });

  it('fires a delay beyond 2³¹−1 ms at once, as setTimeout does', async () => {
    const clock = new VirtualClock(START);
    let ran = false;
    clock.after(2 ** 31, () => {
      ran = true;
    });
    await clock.advance(0);
    expect(ran).toBe(true);
  });

  it('throws on a loop in which no time passes', async () => {
    const clock = new VirtualClock(START);
    const again = () => {
      clock.after(0, again);
    };
    again();
    await expect(clock.advance(1)).rejects.toThrow('without any time passing');
  });
});
