import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  initialSync,
  type Mark,
  type Reason,
  type SyncChance,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
  type SyncTimer,
  transition,
} from '../../src/conversation/history-sync.js';

const mark = (n: number): Mark => ({ serverId: `m${n}`, createdAt: n });

/** Tells a machine one event after the other, and keeps its timers. */
class SyncDriver {
  state: SyncState = initialSync;
  effects: SyncEffect[] = [];
  chance: SyncChance = { settleMs: 5_000, random: 0, urgency: 'none' };
  /** When each timer is due, in milliseconds since the beginning. */
  readonly timers = new Map<SyncTimer, number>();
  nowMs = 0;
  /** States at the beginning of the readings that are under way. */
  readonly readings: SyncState[] = [];

  tell(event: SyncEvent): this {
    [this.state, ...this.effects] = transition(this.state, event, this.chance);
    for (const effect of this.effects) {
      if (effect.do === 'wait') this.timers.set(effect.timer, this.nowMs + effect.ms);
      if (effect.do === 'stop timers') for (const timer of effect.timers) this.timers.delete(timer);
      if (effect.do === 'read') this.readings.push(this.state);
    }
    return this;
  }

  get did(): string[] {
    return this.effects.map((effect) => effect.do);
  }

  /** The oldest reading ends. */
  read(newest = 1, more: Partial<Extract<SyncEvent, { type: 'read' }>> = {}): this {
    const before = this.readings.shift();
    if (!before) throw new Error('unable to end a reading; none is under way');
    return this.tell({
      type: 'read',
      before,
      newest: mark(newest),
      restart: undefined,
      isOwn: true,
      isDeep: true,
      isDoubtful: false,
      isLagging: false,
      recheckMs: 0,
      ...more,
    });
  }

  /** Lets time pass; what comes due is told in its order. */
  pass(ms: number): this {
    const until = this.nowMs + ms;
    for (;;) {
      const [next] = [...this.timers].filter(([, due]) => due <= until).sort(([, a], [, b]) => a - b);
      if (!next) break;
      const [timer, due] = next;
      this.timers.delete(timer);
      this.nowMs = due;
      this.tell({ type: 'timer', timer });
    }
    this.nowMs = until;
    return this;
  }
}

const connected = () => new SyncDriver().tell({ type: 'connected' }).read(1);

describe('a connection', () => {
  it('is followed by a reading at once, and by another one a settle time later', () => {
    const driver = new SyncDriver().tell({ type: 'connected' });
    expect([driver.state.phase, driver.did]).toEqual(['backfilling', ['read', 'wait']]);
    driver.read(1);
    expect(driver.state.phase).toBe('reconciling');
    driver.pass(4_999);
    expect(driver.readings).toHaveLength(0);
    driver.pass(1);
    expect([driver.state.phase, driver.readings.length]).toEqual(['backfilling', 1]);
    driver.read(1);
    expect([driver.state.phase, [...driver.timers]]).toEqual(['idle', []]);
  });

  it.each([
    ['none', 13_000],
    ['watched', 7_000],
    ['waiting', 7_000],
  ] as const)('spreads the second reading: %s', (urgency, dueMs) => {
    const driver = new SyncDriver();
    driver.chance = { ...driver.chance, urgency, random: 1 };
    expect(driver.tell({ type: 'connected' }).timers.get('socket')).toBe(dueMs);
  });

  it('is a witness only after a reading that began a settle time after it', () => {
    const driver = new SyncDriver().tell({ type: 'connected' }).pass(5_000);
    // This one began before.
    driver.read(1);
    expect([driver.state.isWitness, driver.state.phase]).toEqual([false, 'backfilling']);
    expect(driver.read(1).state.isWitness).toBe(true);
    expect(driver.tell({ type: 'disconnected' }).state.isWitness).toBe(false);
  });

  it('that is lost ends its timers, and its readings count no more', () => {
    const driver = new SyncDriver().tell({ type: 'connected' }).tell({ type: 'disconnected' });
    expect([driver.state.phase, [...driver.timers]]).toEqual(['detached', []]);
    driver.tell({ type: 'connected' });
    const [stale] = driver.readings;
    driver.read(1);
    expect([stale!.run === driver.state.run, driver.state.phase]).toEqual([false, 'backfilling']);
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
    driver.pass(1).tell({ type: 'wanted' });
    driver.read(14);
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
  const isDoubtful = true;

  it('waits for a moment of its own after the settle time: many clients lose one server at once', () => {
    const driver = new SyncDriver();
    driver.chance = { ...driver.chance, random: 0.5 };
    driver.tell({ type: 'opened', reason: 'doubt' });
    expect(driver.timers.get('doubt')).toBe(5_000 + 1_000);
  });

  it('is looked for at once and twice in a settle time, and given up by the first reading after that', () => {
    const driver = doubtful();
    const at: number[] = [];
    while (driver.state.open.doubt) {
      at.push(driver.nowMs - 60_000);
      driver.read(1, { isDoubtful });
      if (driver.state.open.doubt) while (!driver.readings.length) driver.pass(100);
    }
    expect(at).toEqual([1_000, 3_500, 5_000]);
    expect(driver.did).toContain('resolve doubt');
  });

  it('that is found needs no more readings than the connection', () => {
    const driver = doubtful().read(1);
    expect(driver.state.open).toMatchObject({ doubt: undefined });
    driver.pass(4_000);
    expect(driver.readings).toHaveLength(0);
  });

  it.each([
    ['began too early', { before: initialSync }],
    ['did not go back far enough', { isDeep: false }],
  ])('is not given up by a reading that %s', (_, more) => {
    const driver = doubtful().read(1, { isDoubtful }).pass(4_000);
    driver.read(1, { isDoubtful, ...more });
    expect(driver.did).not.toContain('resolve doubt');
  });

  it('is not given up by a reading that was under way when the next one came into doubt', () => {
    const driver = doubtful().read(1, { isDoubtful }).pass(4_000).tell({ type: 'opened', reason: 'doubt' });
    driver.read(1, { isDoubtful });
    expect(driver.did).not.toContain('resolve doubt');
  });

  it('waits for the rest where a longer lag has come to light', () => {
    const driver = doubtful().read(1, { isDoubtful }).pass(4_000);
    driver.chance = { ...driver.chance, settleMs: 9_000 };
    driver.read(1, { isDoubtful });
    expect(driver.did).not.toContain('resolve doubt');
    const since = driver.nowMs;
    for (;;) {
      while (!driver.readings.length) driver.pass(100);
      driver.read(1, { isDoubtful });
      if (driver.did.includes('resolve doubt')) break;
    }
    expect(driver.nowMs - since).toBe(4_000);
  });

  it('that another page may send is not looked for before a settle time, and never more than every four seconds', () => {
    const driver = connected().pass(60_000).read(1);
    driver.chance = { ...driver.chance, settleMs: 0 };
    driver.tell({ type: 'opened', reason: 'doubt', isPatient: true }).pass(3_999);
    expect(driver.readings).toHaveLength(0);
    driver.pass(1).read(1, { isDoubtful });
    expect(driver.did).toContain('resolve doubt');
  });

  it('waits anew after a client that had hung up', () => {
    const driver = doubtful().read(1, { isDoubtful });
    driver.tell({ type: 'disconnected' }).tell({ type: 'stopped' });
    expect([...driver.timers]).toEqual([]);
    driver.pass(600_000).tell({ type: 'connected' }).read(1, { isDoubtful });
    expect(driver.did).not.toContain('resolve doubt');
    driver.pass(5_000);
    while (driver.readings.length) driver.read(1, { isDoubtful });
    expect(driver.state.open.doubt).toBeUndefined();
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
      const { run } = driver.readings.shift()!;
      driver.tell({ type: 'failed', run, retryAfterMs: 0 });
      expect([driver.state.phase, driver.effects]).toEqual(['retrying', [{ do: 'wait', timer: 'retry', ms }]]);
      while (!driver.readings.length) driver.pass(100);
    }
  });

  it('is not tried again before its time, whatever is wanted', () => {
    const driver = new SyncDriver().tell({ type: 'connected' });
    const { run } = driver.readings.shift()!;
    driver.tell({ type: 'failed', run, retryAfterMs: 60_000 });
    driver.tell({ type: 'wanted' }).tell({ type: 'opened', reason: 'repair' }).pass(59_000);
    expect(driver.readings).toHaveLength(0);
    driver.pass(60_000);
    expect(driver.readings).toHaveLength(1);
  });
});

describe('for any story', () => {
  const reasons: Reason[] = ['doubt', 'repair'];
  const step = fc.oneof(
    fc.constantFrom('connected', 'disconnected', 'stopped', 'wanted', 'read', 'read', 'read', 'failed', 'probe'),
    fc.constantFrom(...reasons),
    fc.constantFrom(100, 2_000, 5_000, 60_000),
  );

  it('one reading of the machine is under way at a time, and something follows while anything is open', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (story) => {
        const driver = new SyncDriver();
        for (const one of story) {
          const { phase } = driver.state;
          if (typeof one === 'number') driver.pass(one);
          else if (one === 'connected' ? phase === 'detached' : phase !== 'detached' || /doubt|stopped/.test(one)) {
            if (one === 'doubt' || one === 'repair') driver.tell({ type: 'opened', reason: one });
            else if (one === 'failed') {
              const run = driver.readings.shift()?.run;
              if (run !== undefined) driver.tell({ type: 'failed', run, retryAfterMs: 0 });
            } else if (one === 'probe') {
              driver.readings.unshift(driver.state);
              driver.read(driver.nowMs, { isOwn: false, isDeep: false, isDoubtful: !!driver.state.open.doubt });
            } else if (one === 'read') {
              if (driver.readings.length) driver.read(driver.nowMs, { isDoubtful: !!driver.state.open.doubt });
            } else driver.tell({ type: one as 'connected' });
          }
          // The answers of readings that were given up never come.
          driver.readings.splice(
            0,
            driver.readings.length,
            ...driver.readings.filter(({ run }) => run === driver.state.run),
          );
          const { state, timers, readings } = driver;
          if (state.phase === 'backfilling') expect(readings).toHaveLength(1);
          if (state.phase === 'retrying') expect(timers.has('retry')).toBe(true);
          if (state.phase === 'reconciling') expect(timers.size).toBeGreaterThan(0);
          if (state.phase === 'idle') expect(Object.values(state.open).filter(Boolean)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
