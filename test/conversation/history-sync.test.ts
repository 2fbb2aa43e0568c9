import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectsGaps,
  dueOf,
  type HistoryKnowledge,
  initialSync,
  type Reason,
  type SyncContext,
  type SyncCursor,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  transition,
} from '../../src/conversation/history-sync.js';

const cursor = (n: number): SyncCursor => ({ serverId: `m${n}`, createdAt: n });

/** Dispatches events to the state machine, runs its timer, and records its readings. */
class SyncDriver {
  state: SyncState = initialSync;
  effects: SyncEffect[] = [];
  context: SyncContext = { now: 1_000_000, settleMs: 5_000, random: 0, urgency: 'none' };
  /** Start times of the running readings. */
  readings: number[] = [];

  get nowMs(): number {
    return this.context.now - 1_000_000;
  }

  /** Time until the next reading. */
  get dueInMs(): number | undefined {
    return this.due && this.due - this.context.now;
  }

  get due(): number | undefined {
    return dueOf(this.state);
  }

  get known(): HistoryKnowledge {
    return this.state.known;
  }

  dispatch(event: SyncEvent): this {
    if (event.type === 'disconnected') this.readings = [];
    [this.state, ...this.effects] = transition(this.state, event, this.context);
    if (this.effects.includes('read')) this.readings.push(this.context.now);
    return this;
  }

  /** Completes the oldest reading. */
  read(newest = 1, more: Partial<Extract<SyncEvent, { type: 'read' }>> = {}): this {
    const beganAt = this.readings.shift();
    if (!beganAt) throw new Error('unable to end a reading; none is running');
    return this.dispatch({
      type: 'read',
      beganAt,
      newest: cursor(newest),
      restart: undefined,
      isScheduled: true,
      isOutdated: false,
      hasDoubt: false,
      isLagging: false,
      recheckMs: 0,
      ...more,
    });
  }

  fail(retryAfterMs = 0): this {
    this.readings.shift();
    return this.dispatch({ type: 'failed', retryAfterMs });
  }

  /** Lets time pass. Readings that are due begin and keep running. */
  pass(ms: number): this {
    const until = this.context.now + ms;
    for (let { due } = this; due && due <= until; due = this.due) {
      this.context = { ...this.context, now: Math.max(due, this.context.now) };
      this.dispatch({ type: 'due' });
    }
    this.context = { ...this.context, now: until };
    return this;
  }

  passUntilItReads(): this {
    for (let steps = 0; !this.readings.length && steps < 10_000; steps++) this.pass(100);
    return this;
  }
}

const connected = () => new SyncDriver().dispatch({ type: 'connected' }).read(1);

describe('a connection', () => {
  it('is followed by a reading at once and by another one after the settle time', () => {
    const driver = new SyncDriver().dispatch({ type: 'connected' });
    expect([driver.state.phase, driver.effects]).toEqual(['reading', ['read']]);
    driver.read(1);
    expect([driver.state.phase, driver.dueInMs]).toEqual(['idle', 5_000]);
    driver.pass(4_999);
    expect(driver.readings).toHaveLength(0);
    driver.pass(1);
    expect([driver.state.phase, driver.readings.length]).toEqual(['reading', 1]);
    driver.read(1);
    expect([driver.state.phase, driver.due]).toEqual(['idle', undefined]);
  });

  it.each([
    ['none', 13_000],
    ['watched', 7_000],
    ['waiting', 7_000],
  ] as const)('spreads the second reading: %s', (urgency, dueMs) => {
    const driver = new SyncDriver();
    driver.context = { ...driver.context, urgency, random: 1 };
    expect(driver.dispatch({ type: 'connected' }).read(1).dueInMs).toBe(dueMs);
  });

  it('detects gaps only after a reading that began a settle time after it', () => {
    const driver = new SyncDriver().dispatch({ type: 'connected' }).pass(5_000);
    // This reading began before.
    driver.read(1);
    expect([detectsGaps(driver.state), driver.dueInMs]).toEqual([false, 0]);
    expect(detectsGaps(driver.pass(0).read(1).state)).toBe(true);
    expect(detectsGaps(driver.dispatch({ type: 'disconnected' }).state)).toBe(false);
  });

  it('cancels its timer when it is lost, and its readings are ignored', () => {
    const driver = new SyncDriver().dispatch({ type: 'connected' });
    const [beganAt] = driver.readings;
    driver.dispatch({ type: 'disconnected' });
    expect([driver.state.phase, driver.due]).toEqual(['detached', undefined]);
    driver.dispatch({ type: 'connected' });
    driver.dispatch({
      type: 'read',
      beganAt: beganAt!,
      newest: cursor(1),
      restart: undefined,
      isScheduled: false,
      isOutdated: false,
      hasDoubt: false,
      isLagging: false,
      recheckMs: 0,
    });
    expect(driver.state.phase).toBe('reading');
  });
});

describe('the cursor', () => {
  it('is the newest record of the first reading', () => {
    expect(connected().known.cursor).toEqual(cursor(1));
  });

  it('moves to the newest record of a reading only after one that began a settle time later', () => {
    const driver = connected().pass(5_000).read(9);
    expect(driver.known.cursor).toEqual(cursor(1));
    driver.pass(2_999).dispatch({ type: 'wanted' }).pass(2_000).read(12);
    expect(driver.known.cursor).toEqual(cursor(1));
    driver.pass(1).read(14);
    expect(driver.known.cursor).toEqual(cursor(9));
  });

  it('does not move while an acknowledged message is missing for longer than the settle time', () => {
    const driver = connected().pass(5_000).read(9).pass(5_000);
    driver.read(9, { isLagging: true });
    expect(driver.known.cursor).toEqual(cursor(1));
  });

  it('continues from where a reading has given up', () => {
    const driver = connected()
      .pass(5_000)
      .read(900, { restart: cursor(500) });
    expect(driver.known.cursor).toEqual(cursor(500));
  });
});

describe('a message in doubt', () => {
  const doubtful = () => {
    const driver = connected().pass(60_000).read(1);
    driver.dispatch({ type: 'disconnected' }).dispatch({ type: 'opened', reason: 'doubt' });
    return driver.pass(1_000).dispatch({ type: 'connected' });
  };
  const hasDoubt = true;

  it('waits a random time beyond the settle time, because many clients lose a server at once', () => {
    const driver = new SyncDriver();
    driver.context = { ...driver.context, random: 0.5 };
    driver.dispatch({ type: 'opened', reason: 'doubt' });
    expect(driver.known.open.doubt).toBe(driver.context.now + 1_000);
  });

  it('is searched for at once and twice per settle time, and resolved by the first reading after it', () => {
    const driver = doubtful();
    const at: number[] = [];
    while (driver.known.open.doubt) {
      at.push(driver.nowMs - 60_000);
      driver.read(1, { hasDoubt });
      if (driver.known.open.doubt) driver.passUntilItReads();
    }
    expect(at).toEqual([1_000, 3_500, 5_000]);
    expect(driver.effects).toContain('resolve doubt');
  });

  it('needs no further readings after it is found', () => {
    const driver = doubtful().read(1);
    expect(driver.known.open.doubt).toBeUndefined();
    driver.pass(4_000);
    expect(driver.readings).toHaveLength(0);
  });

  it.each([
    ['began too early', { beganAt: 1_000 }],
    ['was not scheduled, so did not go back far enough', { isScheduled: false, beganAt: 10_000_000 }],
  ])('is not resolved by a reading that %s', (_, more) => {
    const driver = doubtful().read(1, { hasDoubt }).pass(4_000);
    driver.read(1, { hasDoubt, ...more });
    expect(driver.effects).not.toContain('resolve doubt');
  });

  it('is not resolved by a reading that was running when another message came into doubt', () => {
    const driver = doubtful().read(1, { hasDoubt }).pass(4_000).dispatch({ type: 'opened', reason: 'doubt' });
    driver.read(1, { hasDoubt });
    expect(driver.effects).not.toContain('resolve doubt');
  });

  it('waits longer if the settle time has grown', () => {
    const driver = doubtful().read(1, { hasDoubt }).pass(4_000);
    driver.context = { ...driver.context, settleMs: 9_000 };
    driver.read(1, { hasDoubt });
    expect(driver.effects).not.toContain('resolve doubt');
    while (!driver.effects.includes('resolve doubt')) driver.passUntilItReads().read(1, { hasDoubt });
    expect(driver.nowMs - 60_000).toBe(9_000);
  });

  it('of another page is not searched for before the settle time, nor before four seconds', () => {
    const driver = connected().pass(60_000).read(1);
    driver.context = { ...driver.context, settleMs: 0 };
    driver.dispatch({ type: 'opened', reason: 'doubt', isPatient: true }).pass(3_999);
    expect(driver.readings).toHaveLength(0);
    driver.pass(1).read(1, { hasDoubt });
    expect(driver.effects).toContain('resolve doubt');
  });

  it('is resolved by the first reading after a disconnect of at least a settle time', () => {
    const driver = doubtful().read(1, { hasDoubt }).dispatch({ type: 'disconnected' });
    expect(driver.due).toBeUndefined();
    driver.pass(600_000).dispatch({ type: 'connected' }).read(1, { hasDoubt });
    expect(driver.effects).toContain('resolve doubt');
  });
});

describe('a reading that is requested', () => {
  it.each(['wanted', 'opened'] as const)('begins at least two seconds after the previous one: %s', (type) => {
    const driver = connected().pass(60_000).read(1);
    const request: SyncEvent = type === 'wanted' ? { type } : { type, reason: 'repair' };
    const at: number[] = [];
    while (at.length < 4) {
      driver.dispatch(request);
      // It is requested once more during the reading, so that another one follows it.
      for (; driver.readings.length; driver.dispatch(request).read(1)) at.push(driver.nowMs - 60_000);
      driver.pass(100);
    }
    expect(at).toEqual([2_000, 4_000, 6_000, 8_000]);
  });

  it('begins at once if the previous one was long ago', () => {
    expect(connected().pass(60_000).read(1).pass(2_000).dispatch({ type: 'wanted' }).readings).toHaveLength(1);
  });

  it('is not forgotten if a probe reads the history meanwhile', () => {
    const driver = connected().pass(60_000).read(1).dispatch({ type: 'wanted' });
    driver.readings.push(driver.context.now);
    expect(driver.read(1, { isScheduled: false }).dueInMs).toBe(2_000);
  });

  it('is shared by all questions that can wait', () => {
    const driver = new SyncDriver().dispatch({ type: 'connected' }).pass(1_000).read(1).pass(500);
    driver.dispatch({ type: 'opened', reason: 'repair' }).pass(2_000).read(3).pass(8_000);
    expect(driver.readings).toEqual([1_000_000 + 8_500]);
  });
});

it('a reading that began on an earlier connection is followed by another one at once', () => {
  const driver = new SyncDriver().dispatch({ type: 'connected' }).read(1, { isOutdated: true });
  expect([driver.state.phase, driver.readings.length]).toEqual(['reading', 1]);
});

describe('a reading that fails', () => {
  it.each([
    ['waiting', [500, 1_000, 2_000, 2_000]],
    ['none', [4_000, 8_000, 10_000, 10_000]],
  ] as const)('is retried with growing waits: %s', (urgency, waits) => {
    const driver = new SyncDriver();
    driver.context = { ...driver.context, urgency, random: 0.5 };
    driver.dispatch({ type: 'connected' });
    for (const ms of waits) {
      driver.fail();
      expect([driver.state.phase, driver.dueInMs]).toEqual(['retrying', ms]);
      driver.passUntilItReads();
    }
  });

  it('is not retried early, whatever is requested', () => {
    const driver = new SyncDriver().dispatch({ type: 'connected' }).fail(60_000);
    driver.dispatch({ type: 'wanted' }).dispatch({ type: 'opened', reason: 'repair' }).pass(59_000);
    expect(driver.readings).toHaveLength(0);
    driver.pass(60_000);
    expect(driver.readings).toHaveLength(1);
  });
});

describe('for any sequence of events', () => {
  const reasons: Reason[] = ['doubt', 'repair'];
  const step = fc.oneof(
    fc.constantFrom('connected', 'disconnected', 'wanted', 'read', 'read', 'read', 'failed'),
    fc.constantFrom(...reasons),
    fc.constantFrom(100, 2_000, 5_000, 60_000),
  );

  it('at most one reading runs at a time, and another follows while a question is open', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (events) => {
        const driver = new SyncDriver();
        for (const one of events) {
          const isDetached = driver.state.phase === 'detached';
          if (typeof one === 'number') driver.pass(one);
          else if (one === 'doubt' || one === 'repair') driver.dispatch({ type: 'opened', reason: one });
          else if (one === 'connected') {
            if (isDetached) driver.dispatch({ type: one });
          } else if (one === 'read' || one === 'failed') {
            if (!driver.readings.length) continue;
            if (one === 'failed') driver.fail();
            else driver.read(driver.nowMs, { hasDoubt: !!driver.known.open.doubt });
          } else if (!isDetached) driver.dispatch({ type: one as 'wanted' });
          const { state, readings } = driver;
          expect(readings).toHaveLength(state.phase === 'reading' ? 1 : 0);
          if (state.phase === 'retrying') expect(state.due).toBeGreaterThan(0);
          if (state.phase === 'idle' && !state.due)
            expect([state.known.open, state.socket.openedAt]).toEqual([{}, undefined]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
