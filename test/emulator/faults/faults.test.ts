import { describe, expect, test } from 'vitest';
import { type FaultHit, Faults, type Occasion } from '../../../src/emulator/faults/faults.js';
import { createRandom } from '../../../src/emulator/lib/random.js';
import type { FaultRule } from '../../../src/emulator/types/fault-rule.js';

const ack: Occasion = { at: 'out', user: 'ann', frame: 'ack', text: '{"type":"ack","replyto":7}' };

function fires(rule: Omit<FaultRule, 'action'>, occasion: Occasion, times = 1): boolean[] {
  const faults = new Faults(createRandom(1));
  faults.add({ ...rule, action: rule.match.at === 'http' || rule.match.at === 'connection' ? 'terminate' : 'drop' });
  return Array.from({ length: times }, () => faults.decide(occasion) !== undefined);
}

describe('a rule fits', () => {
  test.each<[FaultRule['match'], Occasion, boolean]>([
    [{ at: 'out' }, ack, true],
    [{ at: 'in' }, ack, false],
    [{ at: 'out', frame: 'ack' }, ack, true],
    [{ at: 'out', frame: 'bot_response' }, ack, false],
    [{ at: 'out', user: 'ann', frame: 'ack' }, ack, true],
    [{ at: 'out', user: 'bob', frame: 'ack' }, ack, false],
    [{ at: 'out', text: '"replyto":7' }, ack, true],
    [{ at: 'out', text: '"replyto":8' }, ack, false],
    [{ at: 'in', frame: '/bot.message' }, { at: 'in', frame: '/bot.message' }, true],
    [{ at: 'in', frame: 'bot.message' }, { at: 'in', frame: '/bot.message' }, true],
    [{ at: 'http', endpoint: 'rtm/start' }, { at: 'http', endpoint: 'rtm/start' }, true],
    [{ at: 'http', endpoint: 'rtm/start' }, { at: 'http', endpoint: 'jwtgrant' }, false],
    [{ at: 'http', user: 'ann' }, { at: 'http', endpoint: 'jwtgrant', user: undefined }, false],
    [{ at: 'connection', user: 'ann' }, { at: 'connection', user: 'ann' }, true],
  ])('%j to %j: %s', (match, occasion, expected) => {
    expect(fires({ match }, occasion)).toEqual([expected]);
  });
});

test('after skips the first matches, count limits the firings', () => {
  const match = { at: 'out' } as const;
  expect(fires({ match, after: 2, count: 1 }, ack, 5)).toEqual([false, false, true, false, false]);
  expect(fires({ match, count: 2 }, ack, 4)).toEqual([true, true, false, false]);
});

test('probability: 0 never, 1 always, between by a seed that repeats', () => {
  const match = { at: 'out' } as const;
  expect(fires({ match, probability: 0 }, ack, 20)).not.toContain(true);
  expect(fires({ match, probability: 1 }, ack, 20)).not.toContain(false);
  const run = (seed: number) => fires({ match, probability: 0.5, seed }, ack, 40);
  expect(run(7)).toEqual(run(7));
  expect(run(7)).not.toEqual(run(8));
  const share = fires({ match, probability: 0.25, seed: 1 }, ack, 4000).filter(Boolean).length / 4000;
  expect(share).toBeGreaterThan(0.22);
  expect(share).toBeLessThan(0.28);
});

test('the first rule that fires decides; one that is spent leaves it to the next', () => {
  const faults = new Faults(createRandom(1));
  faults.add([
    { match: { at: 'out' }, action: 'drop', count: 1 },
    { match: { at: 'out' }, action: 'duplicate' },
  ]);
  expect([faults.decide(ack)?.type, faults.decide(ack)?.type]).toEqual(['drop', 'duplicate']);
});

test('hits contain the rule, its action, the place and the user; clear() does not remove them', () => {
  const reported: FaultHit[] = [];
  const faults = new Faults(createRandom(1), (hit) => reported.push(hit));
  faults.add({ id: 'lost acks', match: { at: 'out', frame: 'ack' }, action: 'drop' });
  faults.decide(ack);
  faults.clear();
  expect(faults.decide(ack)).toBeUndefined();
  expect(faults.hits).toEqual([{ rule: 'lost acks', action: 'drop', place: 'out', user: 'ann' }]);
  expect(reported).toEqual(faults.hits);
});

test('rules are numbered, and removed by their id', () => {
  const faults = new Faults(createRandom(1));
  const rule: FaultRule = { match: { at: 'out' }, action: 'drop' };
  expect(faults.add([rule, rule])).toEqual(['fault-1', 'fault-2']);
  expect(faults.add(rule)).toEqual(['fault-3']);
  faults.remove('fault-2');
  expect(faults.rules.map(({ id }) => id)).toEqual(['fault-1', 'fault-3']);
});

test('one wrong rule among several adds none', () => {
  const faults = new Faults(createRandom(1));
  const good: FaultRule = { match: { at: 'out' }, action: 'drop' };
  expect(() => faults.add([good, { ...good, count: 0 }])).toThrow();
  expect(faults.isActive).toBe(false);
});
