import { expect, test } from 'vitest';
import { createRedact } from '../../../src/emulator/lib/redact.js';

const redact = createRedact((text) => text === 'A'.repeat(44), ['sesame']);
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';

test.each([
  [`bearer ${'A'.repeat(44)}`, 'bearer [redacted]'],
  [`jwt|${JWT}`, 'jwt|[redacted]'],
  ['open sesame', 'open [redacted]'],
  ['B'.repeat(44), 'B'.repeat(44)],
  ['ms-8a83d099-dd93-5b6b-836b-ac77bdfe9d4a', 'ms-8a83d099-dd93-5b6b-836b-ac77bdfe9d4a'],
  ['hey.there.you', 'hey.there.you'],
])('%s', (text, clean) => {
  expect(redact(text)).toBe(clean);
});

test('walks through plain data, keys and all, and leaves the original alone', () => {
  const value = { sid: 'x', AccessToken: 7, list: [{ note: JWT }], [JWT]: null, n: 1, yes: true };
  expect(redact(value)).toEqual({
    sid: '[redacted]',
    AccessToken: '[redacted]',
    list: [{ note: '[redacted]' }],
    '[redacted]': null,
    n: 1,
    yes: true,
  });
  expect(value.sid).toBe('x');
});

test('ends in endless depth', () => {
  let deep: unknown = JWT;
  for (let i = 0; i < 1000; i++) deep = [deep];
  expect(JSON.stringify(redact(deep))).not.toContain(JWT);
});
