import { describe, expect, it } from 'vitest';
import { ConnectionError, HttpError, TokenError } from '../../src/errors/index.js';
import { settle } from '../simulation/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { grantOf, httpError, testTokens } from '../support/test-tokens.js';

const REQUEST = { operation: 'do it', url: 'https://bots.test/x' };
const MINUTE_MS = 60_000;

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: TokenError) => error,
  );

describe('the first token', () => {
  it('is granted for the JWT and the bot', async () => {
    const { tokens, grants } = testTokens();
    expect(await tokens.get()).toMatchObject({ value: 'token-1', jwt: 'jwt-1', userId: 'u-1' });
    expect(grants[0]!.body).toEqual({ assertion: 'jwt-1', botInfo: { chatBot: 'Demo', taskBotId: 'st-1' } });
  });

  it('is not requested before it is needed', () => {
    const { tokens, jwtRequests } = testTokens();
    expect([tokens.current, jwtRequests.length]).toEqual([undefined, 0]);
  });

  it('is obtained in one exchange by concurrent callers', async () => {
    const { tokens, grants } = testTokens();
    const got = await Promise.all([tokens.get(), tokens.get(), tokens.call(REQUEST), tokens.get()]);
    expect(grants).toHaveLength(1);
    expect(got[0]).toBe(got[3]);
  });

  it('is cached', async () => {
    const { tokens, jwtRequests } = testTokens();
    expect(await tokens.get()).toBe(await tokens.get());
    expect(jwtRequests).toHaveLength(1);
  });

  it('can be requested again after a failure', async () => {
    const { tokens, settings } = testTokens({ grant: () => httpError(503) });
    await expect(tokens.get()).rejects.toMatchObject({ code: 'XO_HTTP_UNAVAILABLE' });
    settings.grant = () => ({ authorization: { accessToken: 'b' } });
    expect((await tokens.get()).value).toBe('b');
  });

  it.each([{}, { authorization: {} }, { authorization: { accessToken: '' } }, []])(
    'is a ProtocolError if the answer is %j',
    async (answer) => {
      const { tokens } = testTokens({ grant: () => answer });
      await expect(tokens.get()).rejects.toMatchObject({ name: 'ProtocolError', code: 'XO_PROTOCOL_ANSWER' });
    },
  );
});

describe('getJwt', () => {
  it('receives the reason: initial, then expired', async () => {
    const { tokens, clock, reasons } = testTokens();
    await tokens.get();
    await clock.advance(60 * MINUTE_MS);
    await tokens.get();
    expect(reasons()).toEqual(['initial', 'expired']);
  });

  it('may return a string without a promise', async () => {
    expect((await testTokens({ getJwt: () => 'now' }).tokens.get()).jwt).toBe('now');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('oops');
      },
    ],
    ['rejects', () => Promise.reject(new Error('oops'))],
  ])('that %s becomes a TokenError without the original error', async (_, getJwt) => {
    const error = await errorOf(testTokens({ getJwt }).tokens.get());
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({ code: 'XO_JWT_UNAVAILABLE', retryable: true });
    expect(error!.cause).toBeUndefined();
  });

  it.each([undefined, null, '', 42, {}, { jwt: 'a' }])('that returns %j becomes a TokenError', async (invalid) => {
    const { tokens, grants } = testTokens({ getJwt: () => invalid as string });
    await expect(tokens.get()).rejects.toMatchObject({ code: 'XO_JWT_UNAVAILABLE' });
    expect(grants).toEqual([]);
  });

  it('that throws an error of the SDK rejects with that error', async () => {
    const mine = new TokenError('XO_JWT_REJECTED', 'unable to log in; the session is over');
    expect(await errorOf(testTokens({ getJwt: () => Promise.reject(mine) }).tokens.get())).toBe(mine);
  });

  it('that hangs is aborted after 30 s', async () => {
    const { tokens, clock, jwtRequests } = testTokens({ getJwt: () => new Promise(() => {}) });
    const failing = errorOf(tokens.get());
    await clock.advance(29_999);
    expect(jwtRequests[0]!.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(await failing).toMatchObject({ code: 'XO_JWT_UNAVAILABLE', retryable: true });
    expect(jwtRequests[0]!.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });
});

describe('the result of getJwt', () => {
  it.each([
    ['a new line at its end', 'jwt-1\n'],
    ['white space around it', ' \tjwt-1\r\n'],
    ['a byte order mark', '\uFEFFjwt-1'],
  ])('may have %s', async (_, jwt) => {
    const { tokens, grants } = testTokens({ getJwt: () => jwt });
    await tokens.get();
    expect(grants[0]?.body).toMatchObject({ assertion: 'jwt-1' });
    expect(tokens.current?.jwt).toBe('jwt-1');
  });

  it.each(['a.b.c', 'a.b.c.d.e', 'opaque-token_1~+/=', 'fake'])('may be any opaque token: %s', async (jwt) => {
    const { tokens, grants } = testTokens({ getJwt: () => jwt });
    await tokens.get();
    expect(grants[0]?.body).toMatchObject({ assertion: jwt });
  });

  it.each([
    [undefined, 'no text'],
    [null, 'no text'],
    [5, 'no text'],
    [{ jwt: 'secret-1' }, 'no text'],
    ['', 'an empty text'],
    [' \n', 'an empty text'],
    ['Bearer secret-1', '"Bearer" in it'],
    ['bearer\tsecret-1', '"bearer" in it'],
    ['<!doctype html><p>secret-1', '"<" in it'],
    ['"secret-1"', '"\\"" in it'],
    ["'secret-1'", '"\'" in it'],
    ['{"jwt":"secret-1"}', '"{" in it'],
    ['secret 1', '" " in it'],
    ['secret\n1', '"\\n" in it'],
  ])('is rejected if it is %j, with a message that does not quote it', async (jwt, why) => {
    const { tokens, grants } = testTokens({ getJwt: () => jwt as string });
    const error = await errorOf(tokens.get());
    expect(error).toMatchObject({ code: 'XO_JWT_UNAVAILABLE', retryable: true, message: expect.stringContaining(why) });
    expect(JSON.stringify([error?.message, String(error?.cause)])).not.toContain('secret');
    expect(grants).toEqual([]);
  });
});

describe('a rejected JWT', () => {
  it.each([400, 401, 403])(
    'with status %i is replaced once by a JWT requested with the reason rejected',
    async (status) => {
      const { tokens, settings, reasons } = testTokens();
      settings.grant = () => {
        settings.grant = () => ({ authorization: { accessToken: 'b' } });
        return httpError(status);
      };
      expect(await tokens.get()).toMatchObject({ value: 'b', jwt: 'jwt-2' });
      expect(reasons()).toEqual(['initial', 'rejected']);
    },
  );

  it('that is rejected twice ends in a TokenError with a hint', async () => {
    const { tokens, grants } = testTokens({ grant: () => httpError(401, 'unable to get it; wrong signature') });
    const error = await errorOf(tokens.get());
    expect(error).toMatchObject({ name: 'TokenError', code: 'XO_JWT_REJECTED', retryable: false });
    expect(error!.message).toContain('wrong signature');
    expect(error!.hint).toMatch(/secret.*exp.*jti/);
    expect(grants).toHaveLength(2);
  });

  it.each([401, 403, 404, 400])('is not assumed if a proxy or a gateway answers with status %i', async (status) => {
    const details = { status, platformCode: undefined, retryAfterMs: undefined };
    const foreign = new HttpError('XO_HTTP_BODY', `unable to do it; ${status}`, details);
    const { tokens, clock, grants, calls, settings } = testTokens({ grant: () => foreign });
    expect(await errorOf(tokens.get())).toBe(foreign);
    expect(foreign.retryable).toBe(true);
    expect(grants).toHaveLength(1);

    settings.grant = () => grantOf('token', clock);
    settings.call = () => foreign;
    expect(await errorOf(tokens.call(REQUEST))).toBe(foreign);
    expect(calls).toHaveLength(1);
  });

  it('has a hint about the bot, which the platform may mean', async () => {
    const { tokens } = testTokens({ grant: () => httpError(400, 'unable to get an access token; Invalid bot id') });
    await expect(tokens.get()).rejects.toMatchObject({
      code: 'XO_JWT_REJECTED',
      hint: expect.stringContaining('if the message is about the bot, its id and its name'),
    });
  });

  it('is not assumed after a server or network error', async () => {
    for (const failure of [httpError(500), httpError(429), new ConnectionError('XO_NETWORK', 'unable to do it; no')]) {
      const { tokens, grants } = testTokens({ grant: () => failure });
      expect(await errorOf(tokens.get())).toBe(failure);
      expect(grants).toHaveLength(1);
    }
  });
});

describe('a token that expires', () => {
  it.each([-10, 0, 10])('is renewed before it expires, with a clock that is %i minutes wrong', async (skewMinutes) => {
    const { tokens, clock, settings, grants } = testTokens();
    settings.grant = () => grantOf(`token-${grants.length}`, clock, 60 * MINUTE_MS, skewMinutes * MINUTE_MS);
    await tokens.get();
    await clock.advance(54 * MINUTE_MS);
    expect((await tokens.get()).value).toBe('token-1');
    await clock.advance(2 * MINUTE_MS);
    expect((await tokens.get()).value).toBe('token-2');
  });

  it('after a minute is used for most of that minute', async () => {
    const { tokens, clock, settings } = testTokens();
    settings.grant = () => grantOf('a', clock, MINUTE_MS);
    const first = await tokens.get();
    await clock.advance(45_000);
    expect(await tokens.get()).toBe(first);
    await clock.advance(5_000);
    expect(await tokens.get()).not.toBe(first);
  });

  it.each([undefined, 'soon'])('at %j is kept until it is rejected', async (expiresDate) => {
    const { tokens, clock } = testTokens({ grant: () => ({ authorization: { accessToken: 'a', expiresDate } }) });
    const first = await tokens.get();
    await clock.advance(365 * 24 * 60 * MINUTE_MS);
    expect(await tokens.get()).toBe(first);
  });

  it('is replaced if its JWT has expired and must be sent again', async () => {
    const jwt = `a.${btoa(JSON.stringify({ iat: 0, exp: 60 }))}.c`;
    const { tokens, clock } = testTokens({ getJwt: () => jwt });
    const first = await tokens.get(true);
    await clock.advance(MINUTE_MS);
    expect(await tokens.get()).toBe(first);
    expect(await tokens.get(true)).not.toBe(first);
  });
});

describe('call', () => {
  it('sends the token and the other headers', async () => {
    const { tokens, calls } = testTokens();
    await tokens.call({ ...REQUEST, headers: { 'x-rtm-v': '1' } });
    expect(calls[0]!.headers).toEqual({ 'x-rtm-v': '1', authorization: 'bearer token-1' });
  });

  it('that is rejected is repeated with a new token', async () => {
    const { tokens, reasons } = testTokens({ call: (token) => (token === 'token-1' ? httpError(401) : { ok: 1 }) });
    expect(await tokens.call(REQUEST)).toEqual({ ok: 1 });
    expect(reasons()).toEqual(['initial', 'expired']);
  });

  it('that is rejected again ends in XO_TOKEN_REJECTED', async () => {
    const { tokens, calls } = testTokens({ call: () => httpError(401) });
    await expect(tokens.call(REQUEST)).rejects.toMatchObject({ code: 'XO_TOKEN_REJECTED', retryable: false });
    expect(calls).toHaveLength(2);
  });

  it('that fails for another reason is not repeated', async () => {
    const { tokens, calls } = testTokens({ call: () => httpError(503) });
    await expect(tokens.call(REQUEST)).rejects.toMatchObject({ status: 503 });
    expect(calls).toHaveLength(1);
  });

  it('requests one new token if ten concurrent calls are rejected', async () => {
    const { tokens, grants } = testTokens({ call: (token) => (token === 'token-1' ? httpError(401) : {}) });
    await Promise.all(Array.from({ length: 10 }, () => tokens.call(REQUEST)));
    expect(grants).toHaveLength(2);
  });

  it('does not discard a newer token if an old one is rejected late', async () => {
    const { promise: late, reject } = deferred<object>();
    const { tokens, settings, grants } = testTokens({ call: (token) => (token === 'token-1' ? late : {}) });
    const slow = tokens.call(REQUEST);
    await settle();
    settings.call = (token) => (token === 'token-1' ? httpError(401) : {});
    await tokens.call(REQUEST);
    reject(httpError(401));
    await slow;
    expect(grants).toHaveLength(2);
    expect(tokens.current!.value).toBe('token-2');
  });
});

describe('a call with a time limit', () => {
  it('rejects in time if its token exchange hangs', async () => {
    const { tokens, clock, calls } = testTokens({ getJwt: () => new Promise(() => {}) });
    const failing = errorOf(tokens.call({ ...REQUEST, timeoutMs: 2_000 }));
    await clock.advance(2_000);
    expect(await failing).toMatchObject({ code: 'XO_TIMEOUT', retryable: true });
    expect(calls).toEqual([]);
  });
});

describe('cancelExchange', () => {
  it('aborts the signal of getJwt and leaves no timer', async () => {
    const { tokens, clock, jwtRequests } = testTokens({ getJwt: () => new Promise(() => {}) });
    const failing = errorOf(tokens.get());
    await settle();
    tokens.cancelExchange();
    expect(await failing).toBeDefined();
    expect(jwtRequests[0]!.signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('ignores the result of the old exchange in the next one', async () => {
    const old = deferred<string>();
    const { tokens, settings, grants } = testTokens({ getJwt: () => old.promise });
    const failing = errorOf(tokens.get());
    await settle();
    tokens.cancelExchange();
    settings.getJwt = () => 'new';
    const next = tokens.get();
    old.resolve('old');
    expect((await next).jwt).toBe('new');
    await failing;
    expect(grants).toHaveLength(1);
    expect(tokens.current!.jwt).toBe('new');
  });

  it('keeps the current token', async () => {
    const { tokens } = testTokens();
    const token = await tokens.get();
    tokens.cancelExchange();
    expect(await tokens.get()).toBe(token);
  });

  it('does nothing if no exchange is in progress', () => {
    expect(() => testTokens().tokens.cancelExchange()).not.toThrow();
  });
});
