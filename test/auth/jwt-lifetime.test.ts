import { describe, expect, it } from 'vitest';
import { jwtLifetimeMs } from '../../src/auth/jwt-lifetime.js';

const jwt = (claims: unknown) =>
  `${btoa('{"alg":"HS256"}')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('jwtLifetimeMs', () => {
  it('is the time between iat and exp: no clock is asked', () => {
    expect(jwtLifetimeMs(jwt({ iat: 5, exp: 605 }))).toBe(600_000);
  });

  it('reads base64url, also of names from all over the world', () => {
    expect(jwtLifetimeMs(jwt({ iat: 0, exp: 60, sub: '>>>???ÿüß語🙂' }))).toBe(60_000);
  });

  it.each([
    ['no exp', jwt({ iat: 5 })],
    ['no iat', jwt({ exp: 605 })],
    ['texts for times', jwt({ iat: 'a', exp: 'b' })],
    ['claims that are none', jwt(null)],
    ['a JWE', 'eyJh.a.b.c.d'],
    ['no dots', 'opaque'],
    ['nothing', ''],
    ['no base64', 'a.%%%.c'],
  ])('is without end for %s', (_, token) => {
    expect(jwtLifetimeMs(token)).toBe(Number.POSITIVE_INFINITY);
  });
});
