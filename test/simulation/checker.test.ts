import { describe, expect, it } from 'vitest';
import { type Assumptions, IDEAL_PLATFORM } from './assumptions.js';
import type { LinkFault } from './network/faults.js';
import type { ViolationKind } from './recorder.js';
import type { Action, Setup, Step } from './schedule.js';
import { simulate } from './simulation.js';
import { type Defect, faultyClient } from './support/faulty-client.js';

const setupWith = (assumptions: Partial<Assumptions>): Setup => ({
  seed: 1,
  tabs: 1,
  storage: 'none',
  locks: true,
  skewMs: 0,
  latencyMs: { up: 10, down: 10 },
  history: 0,
  deliveryReceipts: false,
  throwingListeners: false,
  signalled: false,
  assumptions: { ...IDEAL_PLATFORM, ...assumptions },
});
const at = (afterMs: number, action: Action): Step => ({ afterMs, tab: 0, ...action });
const fault = (afterMs: number, linkFault: LinkFault) => at(afterMs, { do: 'fault', fault: linkFault });

const CUT_BEFORE_ACK: Step[] = [
  fault(1_000, { kind: 'cut before ack', code: 1001 }),
  at(0, { do: 'send', count: 3 }),
  at(100, { do: 'bot messages', count: 1, parts: 1 }),
];
const OUTAGE: Step[] = [
  at(1_000, { do: 'bot messages', count: 2, parts: 1 }),
  fault(500, { kind: 'close', code: 1001 }),
  at(100, { do: 'bot messages', count: 3, parts: 1 }),
  at(100, { do: 'send', count: 2 }),
];
const REFUSAL: Step[] = [
  fault(1_000, { kind: 'refuse', times: 200 }),
  fault(0, { kind: 'close', code: 1011 }),
  at(5_000, { do: 'connect' }),
];

const run = (steps: Step[], defects: Defect[], assumptions: Partial<Assumptions> = {}) =>
  simulate({ setup: setupWith(assumptions), steps }, faultyClient(...defects));

describe('the checker', () => {
  it.each([
    ['nothing happens', []],
    [
      'messages are sent in both directions',
      [at(1_000, { do: 'send', count: 5 }), at(10, { do: 'bot messages', count: 5, parts: 1 })],
    ],
    ['the socket is closed', OUTAGE],
    ['an ack is lost', CUT_BEFORE_ACK],
  ])('finds no violation of a simple client when %s', async (_, steps) => {
    expect((await run(steps, [])).violations).toEqual([]);
  });

  it.each<[Defect, ViolationKind, Step[], Partial<Assumptions>?]>([
    [
      'confirms unacknowledged',
      'lost',
      [
        fault(1_000, { kind: 'drop upward', times: 1 }),
        at(0, { do: 'send', count: 1 }),
        fault(100, { kind: 'close', code: 1001 }),
      ],
    ],
    ['resends blindly', 'doubled', CUT_BEFORE_ACK, { deduplicates: false }],
    ['sends in reverse', 'out of order', [at(1_000, { do: 'send', count: 4 })]],
    ['skips the history', 'missed', OUTAGE],
    ['shows duplicates', 'doubled', OUTAGE],
    ['reverses the history', 'out of order', OUTAGE],
    ['reuses socket URLs', 'socket url', OUTAGE],
    ['keeps two sockets', 'two sockets', [at(1_000, { do: 'send', count: 4 })]],
    ['retries at once', 'hot loop', REFUSAL],
    ['always requests a grant', 'excess grants', [...OUTAGE, ...OUTAGE, ...OUTAGE]],
    ['logs the token', 'leak', OUTAGE],
    ['leaks a timer', 'not cleaned up', []],
    ['never reconnects', 'not reconnected', OUTAGE],
    [
      'throws on invalid frames',
      'crash',
      [fault(1_000, { kind: 'corrupt', times: 9 }), at(0, { do: 'bot messages', count: 9, parts: 1 })],
    ],
    ['leaves promises pending', 'unsettled', CUT_BEFORE_ACK],
  ])('detects a client that %s: %s', async (defect, kind, steps, assumptions) => {
    const { violations } = await run(steps, [defect], assumptions);
    expect(violations.map((one) => one.kind)).toContain(kind);
  });
});
