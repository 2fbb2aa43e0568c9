import { describe, expect, it } from 'vitest';
import { canary, canaryJwt, SecretScanner } from './secrets.js';
import { seededRandom } from './seeded-random.js';

const random = seededRandom(1);

describe('SecretScanner', () => {
  const secret = canary(random, 44);
  const jwt = canaryJwt(random, { sub: 'u', iat: 1, exp: 2, jti: 'j' });

  it.each<[string, unknown]>([
    ['a text', `bearer ${secret}`],
    ['eight characters of it', secret.slice(5, 13)],
    ['the head of a JWT', jwt.slice(0, 20)],
    ['the payload of a JWT', jwt.split('.')[1]],
    ['the signature of a JWT', jwt.split('.')[2]],
    ['an object, deep', { a: [{ b: { c: secret } }] }],
    ['a key', { [secret]: 1 }],
    ['the message of an error', new Error(secret)],
    ['its cause, and the cause of that', new Error('a', { cause: new Error('b', { cause: { headers: secret } }) })],
    ['a property of an error', Object.assign(new Error('a'), { config: { url: secret } })],
  ])('finds a secret in %s', (_, value) => {
    const places: string[] = [];
    new SecretScanner((place) => places.push(place)).scan('there', value);
    expect(places.length).toBeGreaterThan(0);
  });

  it('finds nothing in values without secrets, and ends with circular references', () => {
    const places: string[] = [];
    const circle: Record<string, unknown> = { text: 'canary', sid: 'sid=***' };
    circle.self = circle;
    new SecretScanner((place) => places.push(place)).scan('there', [circle, null, undefined, 1, new Error('network')]);
    expect(places).toEqual([]);
  });
});
