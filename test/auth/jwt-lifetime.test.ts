import { describe, expect, it } from 'vitest';
import { jwtLifetimeMs } from '../../src/auth/jwt-lifetime.js';

const jwt = (claims: unknown) =>
  `${btoa('{"alg":"HS256"}')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('jwtLifetimeMs', () => {
  it('returns the time between iat and exp', () => {
    expect(jwtLifetimeMs(jwt({ iat: 5, exp: 605 }))).toBe(600_000);
  });

  it('decodes base64url with non-ASCII claims', () => {
    expect(jwtLifetimeMs(jwt({ iat: 0, exp: 60, sub: '>>>???ÿüß語🙂' }))).toBe(60_000);
  });

  it.each([
    ['no exp', jwt({ iat: 5 })],
    ['no iat', jwt({ exp: 605 })],
    ['times that are strings', jwt({ iat: 'a', exp: 'b' })],
    ['claims that are null', jwt(null)],
    ['a JWE', 'eyJh.a.b.c.d'],
    ['no dots', 'opaque'],
    ['an empty string', ''],
    ['invalid base64', 'a.%%%.c'],
  ])('returns Infinity for %s', (_, token) => {
    expect(jwtLifetimeMs(token)).toBe(Number.POSITIVE_INFINITY);
  });
});
