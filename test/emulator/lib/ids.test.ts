import { expect, test } from 'vitest';
import { Ids } from '../../../src/emulator/lib/ids.js';
import { createRandom } from '../../../src/emulator/lib/random.js';

const seeded = () => new Ids(createRandom(1));

test('ids have the forms of the platform', () => {
  const ids = seeded();
  expect(ids.of('ms')).toMatch(/^ms-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.hex(24)).toMatch(/^[0-9a-f]{24}$/);
  expect(ids.sid()).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(ids.token()).toMatch(/^[\w-]{44}$/);
  expect(ids.clientSecret().length).toBeGreaterThanOrEqual(64);
});

test('a seed repeats them, none does not', () => {
  expect(seeded().of('u')).toBe(seeded().of('u'));
  const random = new Ids(createRandom());
  expect(new Set(Array.from({ length: 1000 }, () => random.of('ms'))).size).toBe(1000);
});

test.each([undefined, 0, 1, 2 ** 40])('numbers of seed %s lie from 0 up to 1', (seed) => {
  const random = createRandom(seed);
  const numbers = Array.from({ length: 2000 }, random);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});
