import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Urgency } from '../../src/lib/backoff.js';
import type { Chance, Liveness, RtmEvent } from '../../src/rtm/transition.js';
import { seededRandom } from '../simulation/seeded-random.js';
import { EVENTS, type EventName, RtmDriver, tooMany } from '../support/rtm-driver.js';

const names = Object.keys(EVENTS) as EventName[];
const MINUTE_MS = 60_000;

/** An event after a pause. A timer comes only where one is set, and not before its time, as from the manager. */
const step = fc.record({
  name: fc.constantFrom(...names),
  pauseMs: fc.oneof(fc.constant(0), fc.nat(3_000), fc.nat(90_000)),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  urgency: fc.constantFrom<Urgency>('waiting', 'watched', 'none'),
  liveness: fc.constantFrom<Liveness>('off', 'rare', 'usual', 'close'),
});
type Step = { name: EventName; pauseMs: number } & Pick<Chance, 'random' | 'urgency' | 'liveness'>;
const steps = fc.array(step, { maxLength: 40 });

function take(driver: RtmDriver, { name, pauseMs, ...chance }: Step, event: RtmEvent = EVENTS[name]): boolean {
  if (name === 'timer' && driver.dueInMs === undefined) return false;
  driver.wait(name === 'timer' ? Math.max(0, driver.dueInMs!) : pauseMs);
  driver.chance = { ...driver.chance, ...chance };
  driver.tell(event);
  return true;
}

/** Runs any story, and looks at the machine before and after each event. */
function always(look: (driver: RtmDriver, event: EventName, before: RtmDriver['machine']) => void): void {
  fc.assert(
    fc.property(steps, (story) => {
      const driver = new RtmDriver();
      for (const one of story) {
        const before = driver.machine;
        if (take(driver, one)) look(driver, one.name, before);
      }
    }),
    { numRuns: 500 },
  );
}

describe('for any story', () => {
  it('nothing throws, and no timer is set for the past', () => {
    always(({ dueInMs, machine, status }, _, { due }) => {
      if (machine.due === due) return;
      expect(dueInMs ?? 0, status).toBeGreaterThanOrEqual(0);
      expect(dueInMs ?? 0, status).toSatisfy(Number.isFinite);
    });
  });

  it('something will happen: a timer, a request or a socket under way, or it is at rest', () => {
    always(({ machine, status, dueInMs }) => {
      const rests = /^(idle|closed|failed)$/.test(status);
      const asks = /^(authorizing|starting)$/.test(status) || machine.check === 'probing';
      // After a signal a step has a second to get on: it asks, and a timer runs.
      const count = machine.check === 'stale' && asks ? 2 : 1;
      expect([rests, asks, dueInMs !== undefined].filter(Boolean), status).toHaveLength(count);
    });
  });

  it('nothing but connect() leaves failed and closed, except that disconnect() closes', () => {
    always(({ status }, event, { state }) => {
      if (state.status === 'closed') expect(status).toBe(event === 'connect' ? 'authorizing' : 'closed');
      if (state.status === 'failed' && event !== 'disconnect') {
        expect(status).toBe(event === 'connect' ? 'authorizing' : 'failed');
      }
    });
  });

  it('leaving a socket closes it: at rest and while waiting none is held', () => {
    always(({ machine, status, effects }, _, before) => {
      if (/^(idle|closed|failed|waiting|authorizing|starting)$/.test(status)) expect(machine.held).toBe(false);
      if (before.held && !machine.held) expect(effects[0]).toBe('reset');
    });
  });

  it('the count of failures goes down by proof of health only, or at rest', () => {
    always(({ machine, status }, event, before) => {
      if (machine.attempt < before.attempt) {
        expect([machine.attempt, /^(failed|closed)$/.test(status) || /^(frame|proof|ok)$/.test(event)]).toEqual([
          0,
          true,
        ]);
      }
    });
  });

  it('a wait without Retry-After is at most 20 s', () => {
    always(({ dueInMs, status }) => {
      if (/^(waiting|offline)$/.test(status)) expect(dueInMs ?? 0).toBeLessThanOrEqual(20_000);
    });
  });

  it('a socket opens only for an answer that is younger than 30 s, once', () => {
    always(({ effects, machine, chance }, event, before) => {
      if (!effects.includes('open')) return;
      expect(event).toBe('started');
      expect(chance.now - before.beganAt).toBeLessThan(30_000);
      expect(machine.state.status).toBe('opening');
    });
  });
});

/** Ways in which an attempt ends without any proof of health. */
const FAILURES: EventName[][] = [
  ['failed'],
  ['authorized', 'failed'],
  ['authorized', 'started', 'closed'],
  ['authorized', 'started', 'timer'],
  ['authorized', 'started', 'opened', 'closed'],
  ['authorized', 'started', 'opened', 'frame', 'closed'],
  ['authorized', 'started', 'opened', 'suspect'],
  ['authorized', 'started', 'opened', 'visibilitychange', 'gap', 'timer'],
];

describe('for any row of failures', () => {
  const failures = fc.array(fc.constantFrom(...FAILURES), { minLength: 30, maxLength: 30 });

  const urgencies = fc.constantFrom<[Urgency, leastMs: number]>(
    ['none', 90_000],
    ['watched', 25_000],
    ['waiting', 25_000],
  );

  it('thirty attempts take their time, also when somebody waits: no hot loop', () => {
    fc.assert(
      fc.property(failures, urgencies, fc.nat(), (row, [urgency, leastMs], seed) => {
        const random = seededRandom(seed);
        const driver = new RtmDriver('authorizing');
        const began = driver.chance.now;
        const next = (name: EventName) => {
          driver.chance = { ...driver.chance, urgency, random: random.next() };
          if (name === 'timer') driver.timer();
          else driver.tell(name);
        };
        for (const failure of row) {
          failure.forEach(next);
          if (driver.status !== 'authorizing') next('timer');
          expect(driver.status).toBe('authorizing');
        }
        expect(driver.chance.now - began).toBeGreaterThan(leastMs);
      }),
    );
  });

  it('one attempt without a wait, and one more for each signal, is all there is between two proofs of health', () => {
    fc.assert(
      fc.property(failures, (row) => {
        const driver = new RtmDriver('authorizing');
        let unwaited = 0;
        for (const failure of row) {
          for (const name of failure) {
            if (name === 'timer') driver.timer();
            else driver.tell(name);
          }
          if (driver.status === 'authorizing') unwaited++;
          else driver.timer();
        }
        const signals = row.flat().filter((name) => name === 'visibilitychange').length;
        expect(unwaited).toBeLessThanOrEqual(1 + signals);
      }),
    );
  });
});

describe('Retry-After', () => {
  it('is never undercut while the machine stays online', () => {
    const calm = steps.map((story) => story.filter(({ name }) => !/^(disconnect|offline)$/.test(name)));
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 10 * MINUTE_MS }), calm, (retryAfterMs, story) => {
        const driver = new RtmDriver('starting').tell({ type: 'failed', error: tooMany(retryAfterMs) });
        const until = driver.chance.now + retryAfterMs;
        for (const one of story) {
          if (take(driver, one) && driver.effects.includes('authorize')) {
            expect(driver.chance.now).toBeGreaterThanOrEqual(until);
            return;
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
