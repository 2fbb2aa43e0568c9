import { describe, expect, it } from 'vitest';
import { readPlatformError, redactText } from '../../src/protocol/platform-error.js';
import { wireFixture, wireFixtures } from '../fixtures/wire/wire-fixtures.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLW9mLXRlc3Q';
const SID = 'GhKrtrEC61g7hAnmvKAVnJIHG0DS1Lzv';

describe('readPlatformError', () => {
  it.each(wireFixtures('error-bodies'))('reads: $name', ({ frame, reads }) => {
    expect(readPlatformError(frame)).toEqual(reads);
  });

  it.each([
    undefined,
    null,
    5,
    'x',
    [],
    {},
    { errors: [] },
    { errors: null },
    { errors: [null] },
    { error: {} },
    { msg: {} },
  ])('finds nothing in %o', (body) => {
    expect(readPlatformError(body)).toEqual({ tokenExpired: false });
  });

  it('keeps secrets out of the message', () => {
    const { message } = readPlatformError({ errors: [{ msg: `cannot verify ${JWT}`, code: 400 }] });
    expect(message).toBe('cannot verify [redacted]');
  });
});

describe('redactText', () => {
  const { accessToken } = (wireFixture('seeds', 'grant answer').frame as { authorization: { accessToken: string } })
    .authorization;

  it.each([
    [`jwt ${JWT} refused`, JWT],
    [`header bearer ${accessToken}`, accessToken],
    ['Bearer abc.def is old', 'abc.def'],
    ['bearer -abcdef', 'abcdef'],
    [`wss://host/rtm/bot?sid=${SID}&isReconnect=true`, SID],
    ['sid=short1', 'short1'],
    ['{"accessToken":"tok-1","x":1}', 'tok-1'],
    ["client_secret='s3cret'", 's3cret'],
    [`jwt|${JWT}`, JWT],
    [`Session ${SID} unknown`, SID],
    [`token ${accessToken} unknown`, accessToken],
  ])('redacts: %s', (text, secret) => {
    expect(redactText(text)).not.toContain(secret);
    expect(redactText(text)).toContain('[redacted]');
  });

  it.each([
    'Bot st-f74a3430-3b19-55a3-be41-1ab1a35c4685 not found',
    'RTM-TRACE-0123456789abcdef0123456789abcdef',
    'error verifying the jwt: possibly a replay',
    'token expired',
    'Too Many requests',
  ])('leaves: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('cuts what is too long, quickly', () => {
    expect(redactText('x y '.repeat(1e6)).length).toBe(300);
    expect(redactText(`${'aA1-'.repeat(1e5)}`).length).toBeLessThanOrEqual(300);
  });
});
