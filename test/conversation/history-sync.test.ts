import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialSync,
  type Reason,
  type SyncContext,
  type SyncCursor,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  transition,
} from '../../src/conversation/history-sync.js';

const mark = (n: number): SyncCursor => ({ serverId: `m${n}`, createdAt: n });

/** Tells a machine one event after the other, keeps its timer, and notes its readings. */
class SyncDriver {
  state: SyncState = initialSync;
  effects: SyncEffect[] = [];
  chance: SyncContext = { now: 1_000_000, settleMs: 5_000, random: 0, urgency: 'none' };
  /** When each reading that is under way began. */
  readings: number[] = [];

  get nowMs(): number {
    return this.chance.now - 1_000_000;
  }

  /** How long it still waits until the next reading. */
  get dueInMs(): number | undefined {
    return this.state.due && this.state.due - this.chance.now;
  }

  tell(event: SyncEvent): this {
    if (event.type === 'disconnected') this.readings = [];
    [this.state, ...this.effects] = transition(this.state, event, this.chance);
    if (this.effects.includes('read')) this.readings.push(this.chance.now);
    return this;
  }

  /** The oldest reading ends. */
  read(newest = 1, more: Partial<Extract<SyncEvent, { type: 'read' }>> = {}): this {
    const beganAt = this.readings.shift();
    if (!beganAt) throw new Error('unable to end a reading; none is under way');
    return this.tell({
      type: 'read',
      beganAt,
      newest: mark(newest),
      restart: undefined,
      isScheduled: true,
      hasDoubt: false,
      isLagging: false,
      recheckMs: 0,
      ...more,
    });
  }

  fail(retryAfterMs = 0): this {
    this.readings.shift();
    return this.tell({ type: 'failed', retryAfterMs });
  }

  /** Lets time pass. What comes due begins, and stays under way. */
  pass(ms: number): this {
    const until = this.chance.now + ms;
    for (let { due } = this.state; due && due <= until; due = this.state.due) {
      this.chance = { ...this.chance, now: Math.max(due, this.chance.now) };
      this.tell({ type: 'due' });
    }
    this.chance = { ...this.chance, now: until };
    return this;
  }

  passUntilItReads(): this {
    for (let steps = 0; !this.readings.length && steps < 10_000; steps++) this.pass(100);
    return this;
  }
}

const connected = () => new SyncDriver().tell({ type: 'connected' }).read(1);

describe('a connection', () => {
  it('is followed by a reading at once, and by another one a settle time later', () => {
    const driver = new SyncDriver().tell({ type: 'connected' });
    expect([driver.state.phase, driver.effects]).toEqual(['reading', ['read']]);
    driver.read(1);
    expect([driver.state.phase, driver.dueInMs]).toEqual(['idle', 5_000]);
    driver.pass(4_999);
    expect(driver.readings).toHaveLength(0);
    driver.pass(1);
    expect([driver.state.phase, driver.readings.length]).toEqual(['reading', 1]);
    driver.read(1);
    expect([driver.state.phase, driver.state.due]).toEqual(['idle', undefined]);
  });

  it.each([
    ['none', 13_000],
    ['watched', 7_000],
    ['waiting', 7_000],
  ] as const)('spreads the second reading: %s', (urgency, dueMs) => {
    const driver = new SyncDriver();
    driver.chance = { ...driver.chance, urgency, random: 1 };
    expect(driver.tell({ type: 'connected' }).read(1).dueInMs).toBe(dueMs);
  });

  it('is a witness only after a reading that began a settle time after it', () => {
    const driver = new SyncDriver().tell({ type: 'connected' }).pass(5_000);
    // This one began before.
    driver.read(1);
    expect([driver.state.detectsGaps, driver.dueInMs]).toEqual([false, 0]);
    expect(driver.pass(0).read(1).state.detectsGaps).toBe(true);
    expect(driver.tell({ type: 'disconnected' }).state.detectsGaps).toBe(false);
  });

  it('that is lost waits for nothing, and its readings count no more', () => {
    const driver = new SyncDriver().tell({ type: 'connected' });
    const [beganAt] = driver.readings;
    driver.tell({ type: 'disconnected' });
    expect([driver.state.phase, driver.state.due]).toEqual(['detached', undefined]);
    driver.tell({ type: 'connected' });
    driver.tell({
      type: 'read',
      beganAt: beganAt!,
      newest: mark(1),
      restart: undefined,
      isScheduled: false,
      hasDoubt: false,
      isLagging: false,
      recheckMs: 0,
    });
    expect(driver.state.phase).toBe('reading');
  });
});

describe('the cursor', () => {
  it('begins where the first reading ends', () => {
    expect(connected().state.cursor).toEqual(mark(1));
  });

  it('moves to the newest record of a reading only with one that began a settle time later', () => {
    const driver = connected().pass(5_000).read(9);
    expect(driver.state.cursor).toEqual(mark(1));
    driver.pass(4_999).tell({ type: 'wanted' }).read(12);
    expect(driver.state.cursor).toEqual(mark(1));
    driver.pass(1).tell({ type: 'wanted' }).read(14);
    expect(driver.state.cursor).toEqual(mark(9));
  });

  it('does not move while an acknowledged message is missing for longer than was known', () => {
    const driver = connected().pass(5_000).read(9).pass(5_000).tell({ type: 'wanted' });
    driver.read(9, { isLagging: true });
    expect(driver.state.cursor).toEqual(mark(1));
  });

  it('goes on from where a reading has given up', () => {
    const driver = connected()
      .pass(5_000)
      .read(900, { restart: mark(500) });
    expect(driver.state.cursor).toEqual(mark(500));
  });
});

describe('a message in doubt', () => {
  const doubtful = () => {
    const driver = connected().pass(60_000).read(1);
    driver.tell({ type: 'disconnected' }).tell({ type: 'opened', reason: 'doubt' });
    return driver.pass(1_000).tell({ type: 'connected' });
  };
  const hasDoubt = true;

  it('waits for a moment of its own after the settle time: many clients lose one server at once', () => {
    const driver = new SyncDriver();
    driver.chance = { ...driver.chance, random: 0.5 };
    driver.tell({ type: 'opened', reason: 'doubt' });
    expect(driver.state.open.doubt).toBe(driver.chance.now + 1_000);
  });

  it('is looked for at once and twice in a settle time, and given up by the first reading after that', () => {
    const driver = doubtful();
    const at: number[] = [];
    while (driver.state.open.doubt) {
      at.push(driver.nowMs - 60_000);
      driver.read(1, { hasDoubt });
      if (driver.state.open.doubt) driver.passUntilItReads();
    }
    expect(at).toEqual([1_000, 3_500, 5_000]);
    expect(driver.effects).toContain('resolve doubt');
  });

  it('that is found needs no more readings than the connection', () => {
    const driver = doubtful().read(1);
    expect(driver.state.open.doubt).toBeUndefined();
    driver.pass(4_000);
    expect(driver.readings).toHaveLength(0);
  });

  it.each([
    ['began too early', { beganAt: 1_000 }],
    ['did not go back far enough', { isOwn: false }],
  ])('is not given up by a reading that %s', (_, more) => {
    const driver = doubtful().read(1, { hasDoubt }).pass(4_000);
    driver.read(1, { hasDoubt, ...more });
    expect(driver.effects).not.toContain('resolve doubt');
  });

  it('is not given up by a reading that was under way when the next one came into doubt', () => {
    const driver = doubtful().read(1, { hasDoubt }).pass(4_000).tell({ type: 'opened', reason: 'doubt' });
    driver.read(1, { hasDoubt });
    expect(driver.effects).not.toContain('resolve doubt');
  });

  it('waits for the rest where a longer lag has come to light', () => {
    const driver = doubtful().read(1, { hasDoubt }).pass(4_000);
    driver.chance = { ...driver.chance, settleMs: 9_000 };
    driver.read(1, { hasDoubt });
    expect(driver.effects).not.toContain('resolve doubt');
    while (!driver.effects.includes('resolve doubt')) driver.passUntilItReads().read(1, { hasDoubt });
    expect(driver.nowMs - 60_000).toBe(9_000);
  });

  it('that another page may send is not looked for before a settle time, and never more than every four seconds', () => {
    const driver = connected().pass(60_000).read(1);
    driver.chance = { ...driver.chance, settleMs: 0 };
    driver.tell({ type: 'opened', reason: 'doubt', isPatient: true }).pass(3_999);
    expect(driver.readings).toHaveLength(0);
    driver.pass(1).read(1, { hasDoubt });
    expect(driver.effects).toContain('resolve doubt');
  });

  it('is given up by the first reading of a client that had hung up for a settle time', () => {
    const driver = doubtful().read(1, { hasDoubt }).tell({ type: 'disconnected' });
    expect(driver.state.due).toBeUndefined();
    driver.pass(600_000).tell({ type: 'connected' }).read(1, { hasDoubt });
    expect(driver.effects).toContain('resolve doubt');
  });
});

describe('a reading that fails', () => {
  it.each([
    ['waiting', [500, 1_000, 2_000, 2_000]],
    ['none', [4_000, 8_000, 10_000, 10_000]],
  ] as const)('is tried again later each time: %s', (urgency, waits) => {
    const driver = new SyncDriver();
    driver.chance = { ...driver.chance, urgency, random: 0.5 };
    driver.tell({ type: 'connected' });
    for (const ms of waits) {
      driver.fail();
      expect([driver.state.phase, driver.dueInMs]).toEqual(['retrying', ms]);
      driver.passUntilItReads();
    }
  });

  it('is not tried again before its time, whatever is wanted', () => {
    const driver = new SyncDriver().tell({ type: 'connected' }).fail(60_000);
    driver.tell({ type: 'wanted' }).tell({ type: 'opened', reason: 'repair' }).pass(59_000);
    expect(driver.readings).toHaveLength(0);
    driver.pass(60_000);
    expect(driver.readings).toHaveLength(1);
  });
});

describe('for any story', () => {
  const reasons: Reason[] = ['doubt', 'repair'];
  const step = fc.oneof(
    fc.constantFrom('connected', 'disconnected', 'wanted', 'read', 'read', 'read', 'failed'),
    fc.constantFrom(...reasons),
    fc.constantFrom(100, 2_000, 5_000, 60_000),
  );

  it('one reading of the machine is under way at a time, and something follows while anything is open', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (story) => {
        const driver = new SyncDriver();
        for (const one of story) {
          const isDetached = driver.state.phase === 'detached';
          if (typeof one === 'number') driver.pass(one);
          else if (one === 'doubt' || one === 'repair') driver.tell({ type: 'opened', reason: one });
          else if (one === 'connected') {
            if (isDetached) driver.tell({ type: one });
          } else if (one === 'read' || one === 'failed') {
            if (!driver.readings.length) continue;
            if (one === 'failed') driver.fail();
            else driver.read(driver.nowMs, { hasDoubt: !!driver.state.open.doubt });
          } else if (!isDetached) driver.tell({ type: one as 'wanted' });
          const { state, readings } = driver;
          expect(readings).toHaveLength(state.phase === 'reading' ? 1 : 0);
          if (state.phase === 'retrying') expect(state.due).toBeGreaterThan(0);
          if (state.phase === 'idle' && !state.due) expect(state.open).toEqual({});
          if (state.phase === 'detached') expect(state.due).toBeUndefined();
        }
      }),
      { numRuns: 300 },
    );
  });
});
