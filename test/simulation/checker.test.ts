import { describe, expect, it } from 'vitest';
import type { Assumptions } from './assumptions.js';
import type { LineFault } from './network/faults.js';
import type { Law } from './recorder.js';
import type { Action, Step } from './schedule.js';
import { runSchedule } from './simulation.js';
import { type Flaw, naiveClient } from './support/faulty-client.js';
import { quietSetup } from './support/quiet-setup.js';

const at = (afterMs: number, action: Action): Step => ({ afterMs, tab: 0, ...action });
const fault = (afterMs: number, what: LineFault) => at(afterMs, { do: 'fault', fault: what });

const CUT_BEFORE_ACK: Step[] = [
  fault(1_000, { kind: 'cut before ack', code: 1001 }),
  at(0, { do: 'send', count: 3 }),
  at(100, { do: 'say', count: 1, parts: 1 }),
];
const OUTAGE: Step[] = [
  at(1_000, { do: 'say', count: 2, parts: 1 }),
  fault(500, { kind: 'close', code: 1001 }),
  at(100, { do: 'say', count: 3, parts: 1 }),
  at(100, { do: 'send', count: 2 }),
];
const REFUSAL: Step[] = [
  fault(1_000, { kind: 'refuse', times: 200 }),
  fault(0, { kind: 'close', code: 1011 }),
  at(5_000, { do: 'connect' }),
];

const run = (steps: Step[], flaws: Flaw[], assumptions: Partial<Assumptions> = {}) =>
  runSchedule({ setup: quietSetup({ assumptions }), steps }, naiveClient(...flaws));

describe('the checker', () => {
  it.each([
    ['nothing happens', []],
    ['messages go to and fro', [at(1_000, { do: 'send', count: 5 }), at(10, { do: 'say', count: 5, parts: 1 })]],
    ['the socket is closed', OUTAGE],
    ['an ack is lost', CUT_BEFORE_ACK],
  ])('finds nothing wrong with a plain client when %s', async (_, steps) => {
    expect((await run(steps, [])).violations).toEqual([]);
  });

  it.each<[Flaw, Law, Step[], Partial<Assumptions>?]>([
    [
      'forgets',
      'lost',
      [
        fault(1_000, { kind: 'drop upward', times: 1 }),
        at(0, { do: 'send', count: 1 }),
        fault(100, { kind: 'close', code: 1001 }),
      ],
    ],
    ['resends blindly', 'doubled', CUT_BEFORE_ACK, { dedupes: false }],
    ['sends backwards', 'out of order', [at(1_000, { do: 'send', count: 4 })]],
    ['leaves gaps', 'missed', OUTAGE],
    ['shows twice', 'doubled', OUTAGE],
    ['reads backwards', 'out of order', OUTAGE],
    ['reuses urls', 'url', OUTAGE],
    ['keeps sockets', 'one socket', [at(1_000, { do: 'send', count: 4 })]],
    ['hurries', 'hot loop', REFUSAL],
    ['grants always', 'grants', [...OUTAGE, ...OUTAGE, ...OUTAGE]],
    ['talks', 'leak', OUTAGE],
    ['lingers', 'residue', []],
    ['gives up', 'always back', OUTAGE],
    ['crashes', 'crash', [fault(1_000, { kind: 'garble', times: 9 }), at(0, { do: 'say', count: 9, parts: 1 })]],
    ['hangs', 'unsettled', CUT_BEFORE_ACK],
  ])('catches a client that %s: %s', async (flaw, law, steps, assumptions) => {
    const { violations } = await run(steps, [flaw], assumptions);
    expect(violations.map((one) => one.law)).toContain(law);
  });
});
