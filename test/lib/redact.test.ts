import { readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/lib/redact.js';
import { wireFixture } from '../fixtures/wire/wire-fixtures.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLW9mLXRlc3Q';
const SID = 'GhKrtrEC61g7hAnmvKAVnJIHG0DS1Lzv';
const HEX = '0123456789abcdef0123456789abcdef';
const { accessToken } = (wireFixture('guide', 'grant answer').frame as { authorization: { accessToken: string } })
  .authorization;

describe('redact by shape', () => {
  const { redact } = createRedactor();

  it.each([
    [`jwt ${JWT} refused`, JWT],
    ['secret-jwt-eyJhbGciOi was cut off', 'eyJhbGciOi'],
    [`header bearer ${accessToken}`, accessToken],
    ['Bearer abc.def is old', 'abc.def'],
    ['bearer x', ' x'],
    ['bearer -abcdef', 'abcdef'],
    ['Basic dXNlcjpodW50ZXIy', 'dXNlcjpodW50ZXIy'],
    ['Authorization: Basic dXNlcjpodW50ZXIy', 'dXNlcjpodW50ZXIy'],
    [`wss://host/rtm/bot?sid=${SID}&isReconnect=true`, SID],
    ['/rtm/bot?x=1&sid=short1', 'short1'],
    ['redirect=%2Fbot%3Fsid%3Dshort1', 'short1'],
    ['{"accessToken":"tok-1","x":1}', 'tok-1'],
    ['{\\"accessToken\\": \\"tok-1\\"}', 'tok-1'],
    ['clientSecret: "correct horse battery"', 'horse'],
    ["client_secret='s3cret'", 's3cret'],
    ['password: hunter2', 'hunter2'],
    ['pw=hunter2', 'hunter2'],
    ['pass: "hunter2"', 'hunter2'],
    ['passphrase=correct-horse', 'correct-horse'],
    ['session=SECRET-COOKIE; path=/', 'SECRET-COOKIE'],
    ['sessionId=abc', 'abc'],
    ['x-api-key=abc', 'abc'],
    ['nonce|abc', 'abc'],
    ['postgres://user:hunter2@db.example/x', 'hunter2'],
    ['postgres://user:hunt@er2@db.example/x', 'hunt'],
    [`jwt|${JWT}`, JWT],
    [`Session ${SID} unknown`, SID],
    [`token ${accessToken} unknown`, accessToken],
    [`Invalid Access token ${HEX}`, HEX],
    [`Invalid Access token ${HEX.toUpperCase()}`, HEX.toUpperCase()],
    ['-----BEGIN PRIVATE KEY-----\nMIIEvQ+/a\nabc==\n-----END PRIVATE KEY-----', 'MIIEvQ'],
  ])('hides the secret in: %s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it.each([
    'Bot st-f74a3430-3b19-55a3-be41-1ab1a35c4685 not found',
    'RTM-TRACE-0123456789abcdef0123456789abcdef',
    'error verifying the jwt: possibly a replay',
    'error verifying the jwt: "jti" claim is required',
    'token expired',
    'invalid token: it has expired',
    'Basic authentication is off',
    'Too Many requests',
    'https://host/api/1.1/rtm/start answered',
    'unable to stay connected; XO_SOCKET_CLOSED 1006',
    'the token is used up',
  ])('does not change: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('uses isSecret to decide about long runs', () => {
    const known = 'A'.repeat(44);
    const { redact } = createRedactor((run) => run === known);
    expect(redact(`bare ${known}, or ${SID}`)).toBe(`bare [redacted], or ${SID}`);
    expect(redact(`jwt ${JWT} and sid=x`)).toBe('jwt [redacted] and sid=[redacted]');
  });
});

describe('redact by value', () => {
  it.each([
    'abcdef',
    'correct horse battery',
    'a+b/c==',
    'quo"te\\d',
    'ünïcödé',
    'line\nbreak',
    '$&$1$$',
    '[redacted]x',
  ])('hides %j literally, URL-encoded and JSON-escaped', (secret) => {
    const { add, redact } = createRedactor();
    add(secret);
    for (const text of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      expect(redact(`it was ${text} that failed`)).toBe('it was [redacted] that failed');
    }
  });

  it('hides the longer secret if it contains another one', () => {
    const { add, redact } = createRedactor();
    add('abcdef', 'abcdefghi');
    expect(redact('abcdefghi abcdef')).toBe('[redacted] [redacted]');
  });

  it.each(['', 'a', 'short', undefined, null, 5, {}, '\ud800'])('ignores the secret %j', (secret) => {
    const { add, redact } = createRedactor();
    add(secret);
    expect(redact('a short text: 5')).toBe('a short text: 5');
  });

  it('remembers the newest secrets and those that are added again', () => {
    const { add, redact } = createRedactor();
    for (let i = 0; i < 5_000; i++) add('evergreen', `fleeting ${i}`);
    expect(redact('evergreen')).toBe('[redacted]');
    expect(redact('fleeting 4999')).toBe('[redacted]');
    expect(redact('fleeting 1')).toBe('fleeting 1');
  });
});

describe('running time', () => {
  const source = readFileSync(new URL('../../src/lib/redact.ts', import.meta.url), 'utf8');
  const patterns = [...source.matchAll(/^const (\w+) =\s+\/(.+)\/(g|gi);$/gm)].map(([, name, body, flags]) => ({
    name,
    body: body!,
    flags: flags!,
  }));

  it('is checked for every pattern of the module', () => {
    expect(patterns).toHaveLength(source.match(/\/gi?;$/gm)!.length);
    expect(patterns.length).toBeGreaterThan(2);
  });

  it.each(patterns)('$name matches in linear time', { timeout: 120_000 }, ({ body, flags }) => {
    const found = checkSync(body, flags, { timeout: 60_000, randomSeed: 2 });
    if (found.status === 'safe') return;
    const attack = found.status === 'vulnerable' ? found.attack : undefined;
    // Where its automata cannot decide, the checker falls back on a fuzzer that may raise false alarms. Measure its attack.
    const since = performance.now();
    (attack?.string ?? '').replace(new RegExp(body, flags), '');
    expect(attack).toBeDefined();
    expect(performance.now() - since).toBeLessThan(1_000);
  });

  it.each([
    '-eyJ',
    'eyJa.',
    'aA1-',
    'x y ',
    'token:',
    'token="',
    "secret: '",
    'sid=',
    'bearer ',
    'basic ',
    '://',
    '://@',
    '-BEGIN ',
    '"jwt" : ',
    '%3D',
  ])('is linear for repetitions of %j', { timeout: 60_000 }, (unit) => {
    const { redact } = createRedactor();
    const text = unit.repeat(400_000 / unit.length);
    const since = performance.now();
    redact(text);
    // It takes a few milliseconds. In quadratic time it would be eighty billion steps: minutes on any machine.
    expect(performance.now() - since).toBeLessThan(5_000);
  });
});
