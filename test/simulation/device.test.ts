import { describe, expect, it } from 'vitest';
import { Device } from './device.js';
import { VirtualClock } from './virtual-clock.js';

const START = 1_000_000;

describe('Device', () => {
  it('skews the wall clock, but not the timers', async () => {
    const clock = new VirtualClock(START);
    const device = new Device(clock, { skewMs: -600_000 });
    expect(device.now()).toBe(START - 600_000);
    let ranAt = 0;
    device.after(500, () => {
      ranAt = clock.now();
    });
    await clock.advance(1_000);
    expect(ranAt).toBe(START + 500);
  });

  it('does not move timers when its clock is set', async () => {
    const clock = new VirtualClock(START);
    const device = new Device(clock);
    let ranAt = 0;
    device.after(1_000, () => {
      ranAt = clock.now();
    });
    device.setClock(-600_000);
    expect(device.now()).toBe(START - 600_000);
    await clock.advance(1_000);
    expect(ranAt).toBe(START + 1_000);
  });

  it('runs overdue timers on waking, in their order and with the current time', async () => {
    const clock = new VirtualClock(START);
    const device = new Device(clock);
    const ran: [string, number][] = [];
    const note = (name: string) => () => ran.push([name, device.now() - START]);
    device.after(20, note('b'));
    device.after(10, note('a'));
    device.after(5_000, note('later'));
    device.sleep();
    device.run(note('frame'));
    await clock.advance(3_000);
    expect(ran).toEqual([]);
    expect(device.pending).toBe(3);
    device.wake();
    await clock.advance(0);
    expect(ran).toEqual([
      ['frame', 3_000],
      ['a', 3_000],
      ['b', 3_000],
    ]);
    await clock.advance(2_000);
    expect(ran.at(-1)).toEqual(['later', 5_000]);
  });

  it('cancels a timer that is overdue', async () => {
    const clock = new VirtualClock(START);
    const device = new Device(clock);
    const ran: string[] = [];
    device.after(10, () => {
      ran.push('first');
      cancel();
    });
    const cancel = device.after(20, () => ran.push('second'));
    device.sleep();
    await clock.advance(100);
    device.wake();
    await clock.advance(0);
    expect(ran).toEqual(['first']);
    expect(device.pending).toBe(0);
  });

  it('runs nothing after destroy()', async () => {
    const clock = new VirtualClock(START);
    const device = new Device(clock);
    let ran = 0;
    device.after(10, () => ran++);
    device.destroy();
    device.run(() => ran++);
    device.after(10, () => ran++);
    await clock.advance(100);
    expect(ran).toBe(0);
    expect(device.pending).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('passes the error of a callback to onCrash', async () => {
    const clock = new VirtualClock(START);
    const crashes: unknown[] = [];
    const device = new Device(clock, { onCrash: (error) => crashes.push(error) });
    device.after(1, () => {
      throw new Error('boom');
    });
    await clock.advance(1);
    expect(crashes).toEqual([new Error('boom')]);
  });
});
