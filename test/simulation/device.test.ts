import { describe, expect, it } from 'vitest';
import { Machine } from './device.js';
import { VirtualClock } from './virtual-clock.js';

const START = 1_000_000;

describe('Machine', () => {
  it('tells the time as wrongly as it was told to, and waits as long as anybody', async () => {
    const clock = new VirtualClock(START);
    const machine = new Machine(clock, { skewMs: -600_000 });
    expect(machine.now()).toBe(START - 600_000);
    let ranAt = 0;
    machine.after(500, () => {
      ranAt = clock.now();
    });
    await clock.advance(1_000);
    expect(ranAt).toBe(START + 500);
  });

  it('has its clock set without any timer noticing', async () => {
    const clock = new VirtualClock(START);
    const machine = new Machine(clock);
    let ranAt = 0;
    machine.after(1_000, () => {
      ranAt = clock.now();
    });
    machine.setClock(-600_000);
    expect(machine.now()).toBe(START - 600_000);
    await clock.advance(1_000);
    expect(ranAt).toBe(START + 1_000);
  });

  it('sleeps: time goes on, overdue timers run on waking in their order, with the late time', async () => {
    const clock = new VirtualClock(START);
    const machine = new Machine(clock);
    const ran: [string, number][] = [];
    const note = (name: string) => () => ran.push([name, machine.now() - START]);
    machine.after(20, note('b'));
    machine.after(10, note('a'));
    machine.after(5_000, note('later'));
    machine.sleep();
    machine.run(note('frame'));
    await clock.advance(3_000);
    expect(ran).toEqual([]);
    expect(machine.pending).toBe(3);
    machine.wake();
    await clock.advance(0);
    expect(ran).toEqual([
      ['frame', 3_000],
      ['a', 3_000],
      ['b', 3_000],
    ]);
    await clock.advance(2_000);
    expect(ran.at(-1)).toEqual(['later', 5_000]);
  });

  it('lets a timer be taken back while it is overdue', async () => {
    const clock = new VirtualClock(START);
    const machine = new Machine(clock);
    const ran: string[] = [];
    machine.after(10, () => {
      ran.push('first');
      cancel();
    });
    const cancel = machine.after(20, () => ran.push('second'));
    machine.sleep();
    await clock.advance(100);
    machine.wake();
    await clock.advance(0);
    expect(ran).toEqual(['first']);
    expect(machine.pending).toBe(0);
  });

  it('does nothing any more once it is gone', async () => {
    const clock = new VirtualClock(START);
    const machine = new Machine(clock);
    let ran = 0;
    machine.after(10, () => ran++);
    machine.destroy();
    machine.run(() => ran++);
    machine.after(10, () => ran++);
    await clock.advance(100);
    expect(ran).toBe(0);
    expect(machine.pending).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('hands over what a callback throws', async () => {
    const clock = new VirtualClock(START);
    const crashes: unknown[] = [];
    const machine = new Machine(clock, { onCrash: (error) => crashes.push(error) });
    machine.after(1, () => {
      throw new Error('boom');
    });
    await clock.advance(1);
    expect(crashes).toEqual([new Error('boom')]);
  });
});
