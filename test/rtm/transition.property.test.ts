import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Urgency } from '../../src/lib/backoff.js';
import type { Monitoring, RtmEvent, TransitionContext } from '../../src/rtm/transition.js';
import { seededRandom } from '../proof/seeded-random.js';
import { EVENTS, type EventName, RtmDriver, tooMany } from '../support/rtm-driver.js';

const names = Object.keys(EVENTS) as EventName[];
const MINUTE_MS = 60_000;

/** An event after a pause. Like the manager, it fires a timer only if one is set, and not before it is due. */
const step = fc.record({
  name: fc.constantFrom(...names),
  pauseMs: fc.oneof(fc.constant(0), fc.nat(3_000), fc.nat(90_000)),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  urgency: fc.constantFrom<Urgency>('waiting', 'watched', 'none'),
  monitoring: fc.constantFrom<Monitoring>('off', 'rare', 'normal', 'close'),
});
type Step = { name: EventName; pauseMs: number } & Pick<TransitionContext, 'random' | 'urgency' | 'monitoring'>;
const steps = fc.array(step, { maxLength: 40 });

function take(driver: RtmDriver, { name, pauseMs, ...context }: Step, event: RtmEvent = EVENTS[name]): boolean {
  if (name === 'timer' && driver.dueInMs === undefined) return false;
  driver.wait(name === 'timer' ? Math.max(0, driver.dueInMs!) : pauseMs);
  driver.context = { ...driver.context, ...context };
  driver.dispatch(event);
  return true;
}

/** Runs random sequences of events and checks the state before and after each of them. */
function always(check: (driver: RtmDriver, event: EventName, before: RtmDriver['current']) => void): void {
  fc.assert(
    fc.property(steps, (sequence) => {
      const driver = new RtmDriver();
      for (const one of sequence) {
        const before = driver.current;
        if (take(driver, one)) check(driver, one.name, before);
      }
    }),
    { numRuns: 500 },
  );
}

describe('for any sequence of events', () => {
  it('nothing throws and no timer is set to a time in the past', () => {
    always(({ dueInMs, current, status }, _, { due }) => {
      if (current.due === due) return;
      expect(dueInMs ?? 0, status).toBeGreaterThanOrEqual(0);
      expect(dueInMs ?? 0, status).toSatisfy(Number.isFinite);
    });
  });

  it('a timer or a request is pending, or the connection is at rest', () => {
    always(({ current, status, dueInMs }) => {
      const isAtRest = /^(idle|closed|failed)$/.test(status);
      const isRequesting = /^(authorizing|starting)$/.test(status) || current.check === 'probing';
      // After a signal a step has one second to finish: both a request and a timer are pending.
      const count = current.check === 'stale' && isRequesting ? 2 : 1;
      expect([isAtRest, isRequesting, dueInMs !== undefined].filter(Boolean), status).toHaveLength(count);
    });
  });

  it('only connect() leaves closed, and only connect() and disconnect() leave failed', () => {
    always(({ status }, event, { state }) => {
      if (state.status === 'closed') expect(status).toBe(event === 'connect' ? 'authorizing' : 'closed');
      if (state.status === 'failed' && event !== 'disconnect') {
        expect(status).toBe(event === 'connect' ? 'authorizing' : 'failed');
      }
    });
  });

  it('no socket is kept at rest or while waiting, and reset closes each one that is given up', () => {
    always(({ current, status, effects }, _, before) => {
      if (/^(idle|closed|failed|waiting|authorizing|starting)$/.test(status)) expect(current.hasSocket).toBe(false);
      if (before.hasSocket && !current.hasSocket) expect(effects[0]).toBe('reset');
    });
  });

  it('the count of failures is reset only by proof of health or at rest', () => {
    always(({ current, status }, event, before) => {
      if (current.attempt < before.attempt) {
        expect([current.attempt, /^(failed|closed)$/.test(status) || /^(frame|proof|ok)$/.test(event)]).toEqual([
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

  it('a socket opens only once for a response, and within 30 s of its request', () => {
    always(({ effects, current, context }, event, before) => {
      if (!effects.includes('open')) return;
      expect(event).toBe('started');
      expect(context.now - before.startedAt).toBeLessThan(30_000);
      expect(current.state.status).toBe('opening');
    });
  });
});

/** Ways in which an attempt ends without proof of health. */
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

describe('for any series of failures', () => {
  const failures = fc.array(fc.constantFrom(...FAILURES), { minLength: 30, maxLength: 30 });

  const urgencies = fc.constantFrom<[Urgency, leastMs: number]>(
    ['none', 90_000],
    ['watched', 25_000],
    ['waiting', 25_000],
  );

  it('thirty attempts take at least the expected time, even with a waiting message: no hot loop', () => {
    fc.assert(
      fc.property(failures, urgencies, fc.nat(), (row, [urgency, leastMs], seed) => {
        const random = seededRandom(seed);
        const driver = new RtmDriver('authorizing');
        const began = driver.context.now;
        const next = (name: EventName) => {
          driver.context = { ...driver.context, urgency, random: random.next() };
          if (name === 'timer') driver.timer();
          else driver.dispatch(name);
        };
        for (const failure of row) {
          failure.forEach(next);
          if (driver.status !== 'authorizing') next('timer');
          expect(driver.status).toBe('authorizing');
        }
        expect(driver.context.now - began).toBeGreaterThan(leastMs);
      }),
    );
  });

  it('at most one attempt follows without a wait, plus one for each signal, until the next proof of health', () => {
    fc.assert(
      fc.property(failures, (row) => {
        const driver = new RtmDriver('authorizing');
        let unwaited = 0;
        for (const failure of row) {
          for (const name of failure) {
            if (name === 'timer') driver.timer();
            else driver.dispatch(name);
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
  it('is always obeyed while the machine is online', () => {
    const onlineSteps = steps.map((sequence) => sequence.filter(({ name }) => !/^(disconnect|offline)$/.test(name)));
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 10 * MINUTE_MS }), onlineSteps, (retryAfterMs, sequence) => {
        const driver = new RtmDriver('starting').dispatch({ type: 'failed', error: tooMany(retryAfterMs) });
        const until = driver.context.now + retryAfterMs;
        for (const one of sequence) {
          if (take(driver, one) && driver.effects.includes('authorize')) {
            expect(driver.context.now).toBeGreaterThanOrEqual(until);
            return;
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
