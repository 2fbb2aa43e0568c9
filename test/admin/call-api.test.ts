import { describe, expect, it, vi } from 'vitest';
import { type AdminJwtReason, OutcomeUnknownError } from '../../src/admin/index.js';
import { Answer, failed, fakeServer, jwtWith } from './fake-server.js';
import { failureOf } from './setting.js';

const page = { total: 1, availableMore: false, roles: [] };
const roleType = 'bot' as const;

describe('a request', () => {
  it('has the documented form: the JWT in auth, JSON as its type', async () => {
    const { admin, sent } = fakeServer(() => page);
    await admin.roles.list({ roleType, limit: 2 }).first();
    expect(sent[0]!.url.href).toBe('https://bots.example/api/public/roles?roleType=bot&limit=2');
    expect(sent[0]).toMatchObject({ method: 'GET', body: undefined });
    expect(sent[0]!.headers).toMatchObject({ auth: 'header.claims.signature', 'content-type': 'application/json' });
    expect(sent[0]!.headers).not.toHaveProperty('authorization');
  });

  it('carries a body with DELETE', async () => {
    const { admin, sent } = fakeServer(() => ({ requestId: 'eud-1', status: 'in-progress' }));
    await admin.customerData.erase({ userIds: ['u-1', 'u-1'], botIds: ['st-1'] });
    expect(sent[0]).toMatchObject({
      method: 'DELETE',
      url: new URL('https://bots.example/api/public/bot/eraseUsersData'),
      body: { userIds: ['u-1'], botIds: ['st-1'], RemoveDataFromAllBots: false },
    });
  });

  it('uploads as a form, whose type is left to fetch', async () => {
    const { admin, sent } = fakeServer(() => ({ fileId: 'f' }));
    await admin.bots.upload({ content: new Blob(['{}']), name: 'botDefinition.json', extension: 'json' });
    const form = sent[0]!.body as FormData;
    expect(form.get('fileContext')).toBe('bulkImport');
    expect(form.get('fileExtension')).toBe('json');
    expect((form.get('file') as File).name).toBe('botDefinition.json');
    expect(sent[0]!.headers).not.toHaveProperty('content-type');
  });

  it('puts names safely into paths and queries', async () => {
    const { admin, sent } = fakeServer(() => []);
    await admin.debugLogs.list({ botId: 'a/../b?c', identity: 'a&b=c', timezone: 'America/New_York' }).first();
    expect(sent[0]!.url.pathname).toBe('/api/1.1/a%2F..%2Fb%3Fc/debuglogs');
    expect(sent[0]!.url.searchParams.get('identity')).toBe('a&b=c');
  });

  it.each(['.', '..', '\ud800'])('refuses the id %j, which would lead to another path', async (botId) => {
    const { admin, sent } = fakeServer(() => []);
    expect(await failureOf(admin.bots.publish({ botId, versionComment: 'x' }))).toMatchObject({
      code: 'XO_CONFIG_INVALID',
      message: expect.stringContaining('botId'),
    });
    expect(sent).toEqual([]);
  });
});

describe('a repeated request', () => {
  it('waits longer each time, and gives up', async () => {
    const { admin, sent, clock } = fakeServer(() => failed(503, 'busy'), { retries: 3 });
    expect(await failureOf(admin.roles.list({ roleType }).first())).toMatchObject({ code: 'XO_HTTP_UNAVAILABLE' });
    expect(sent).toHaveLength(4);
    expect(clock.waits).toEqual([500, 1000, 2000]);
  });

  it.each([
    ['no connection', new TypeError('fetch failed')],
    ['the page of a proxy', new Answer(200, '<h1>Hello</h1>')],
    [
      'a rate limit in words only',
      failed(400, "You've exceeded the per-minute rate limit. Please wait for sometime before retrying."),
    ],
  ])('mends %s', async (_, first) => {
    const { admin, sent } = fakeServer((_request, number) => (number === 1 ? first : page));
    expect(await admin.roles.list({ roleType }).first()).toMatchObject(page);
    expect(sent).toHaveLength(2);
  });

  it('waits a minute for a 429 without Retry-After', async () => {
    const { admin, clock } = fakeServer((_request, number) => (number === 1 ? failed(429, 'slow down') : page));
    await admin.roles.list({ roleType }).first();
    expect(clock.waits).toEqual([60_000]);
  });

  it('of a call that changes something: only when the platform has not carried it out', async () => {
    const publish = (first: unknown) => {
      const server = fakeServer((_request, number) => (number === 1 ? first : []));
      return { ...server, done: server.admin.bots.publish({ botId: 'st-1', versionComment: 'x' }) };
    };
    const limited = publish(failed(429, 'slow down'));
    expect(await limited.done).toEqual([]);
    for (const first of [failed(503, 'busy'), new TypeError('cut'), new Answer(200, 'half a pa')]) {
      const { done, sent } = publish(first);
      const error = await failureOf(done);
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      expect(error).toMatchObject({
        name: 'OutcomeUnknownError',
        code: 'XO_OUTCOME_UNKNOWN',
        retryable: false,
        message: expect.stringMatching(/^unable to publish the bot; .*; whether the call was carried out is unknown$/),
        cause: { retryable: true },
      });
      expect(sent).toHaveLength(1);
    }
  });

  it('is not made for a permanent error', async () => {
    const { admin, sent } = fakeServer(() => failed(400, 'roleType is wrong'));
    expect(await failureOf(admin.roles.list({ roleType }).first())).toMatchObject({ status: 400, retryable: false });
    expect(sent).toHaveLength(1);
  });

  it('ends when it is aborted while it waits', async () => {
    const stop = new AbortController();
    const { admin, sent } = fakeServer(() => {
      queueMicrotask(() => stop.abort());
      return failed(503, 'busy');
    });
    const error = await failureOf(admin.roles.list({ roleType, signal: stop.signal }).first());
    expect(error).toMatchObject({ code: 'XO_ABORTED' });
    expect(sent).toHaveLength(1);
  });
});

describe('a pause that the platform asks for', () => {
  const busy = (seconds: number) => new Answer(429, { errors: [{ msg: 'busy' }] }, { 'retry-after': String(seconds) });

  it('holds back later calls of the same endpoint, which do not request a JWT before it is over', async () => {
    const times: number[] = [];
    const server = fakeServer((_request, number) => (number === 1 ? busy(30) : page), {
      retries: 0,
      getJwt: () => {
        times.push(server.clock.now());
        return 'header.claims.signature';
      },
    });
    const { admin, sent, clock } = server;
    expect(await failureOf(admin.roles.list({ roleType }).first())).toMatchObject({ retryAfterMs: 30_000 });
    clock.pass(10_000);
    expect(await admin.roles.list({ roleType }).first()).toMatchObject(page);
    expect(clock.waits).toEqual([20_000]);
    expect(sent.map(({ at }) => at - sent[0]!.at)).toEqual([0, 30_000]);
    expect(times.map((at) => at - times[0]!)).toEqual([0, 30_000]);
  });

  it('does not use up the retries of a call that waits for it', async () => {
    const { admin, sent, clock } = fakeServer((_request, number) => (number === 1 ? busy(30) : page), { retries: 0 });
    await failureOf(admin.roles.list({ roleType }).first());
    const lists = [1, 2, 3].map(() => admin.roles.list({ roleType }).first());
    for (const first of await Promise.all(lists)) expect(first).toMatchObject(page);
    expect(clock.waits[0]).toBe(30_000);
    expect(sent).toHaveLength(4);
  });

  it('does not hold back other endpoints, also of the same kind', async () => {
    const { admin, sent, clock } = fakeServer((_request, number) => (number === 1 ? busy(30) : []), { retries: 0 });
    await failureOf(admin.debugLogs.list({ botId: 'st-1', identity: 'ann' }).first());
    await admin.debugLogs.list({ botId: 'st-2', identity: 'ann' }).first();
    await admin.smartAssist.intentRealtimeData({ botId: 'st-1', accountId: 'a' });
    expect(clock.waits).toEqual([]);
    expect(sent).toHaveLength(3);
  });

  it('is an error at once when it is longer than maxWaitMs, without a further request', async () => {
    const { admin, sent } = fakeServer(() => busy(60), { maxWaitMs: 1000 });
    for (let call = 0; call < 2; call++) {
      expect(await failureOf(admin.roles.list({ roleType }).first())).toMatchObject({
        code: 'XO_HTTP_RATE_LIMITED',
        retryAfterMs: 60_000,
      });
    }
    expect(sent).toHaveLength(1);
  });

  it('ends with the signal of the call', async () => {
    const stop = new AbortController();
    const { admin, sent } = fakeServer(() => busy(60), { retries: 0 });
    await failureOf(admin.roles.list({ roleType }).first());
    const waiting = admin.roles.list({ roleType, signal: stop.signal }).first();
    stop.abort();
    expect(await failureOf(waiting)).toMatchObject({ code: 'XO_ABORTED' });
    expect(sent).toHaveLength(1);
  });
});

describe('a call of an API without a method of its own', () => {
  it('has the JWT, the path, the query and the body, and returns the answer', async () => {
    const { admin, sent } = fakeServer(() => ({ version: 7 }));
    const { version } = await admin.request<{ version: number }>({ path: '/api/public/version', query: { a: 1 } });
    expect(version).toBe(7);
    await admin.request({ path: '/api/public/notes', body: { text: 'Hi' } });
    expect(sent.map(({ method, url, body }) => [method, url.href, body])).toEqual([
      ['GET', 'https://bots.example/api/public/version?a=1', undefined],
      ['POST', 'https://bots.example/api/public/notes', { text: 'Hi' }],
    ]);
    expect(sent[0]!.headers).toMatchObject({ auth: 'header.claims.signature' });
  });

  it('is repeated when it is a GET, and never when it changes something', async () => {
    const flaky = () => fakeServer((_request, number) => (number === 1 ? failed(503, 'busy') : { ok: true }));
    expect(await flaky().admin.request({ path: '/api/public/version' })).toEqual({ ok: true });
    const change = flaky();
    expect(await failureOf(change.admin.request({ path: '/api/public/notes', body: {} }))).toMatchObject({
      code: 'XO_OUTCOME_UNKNOWN',
    });
    const safe = flaky();
    const put = { method: 'PUT', path: '/api/public/notes/1', body: {}, repeatable: true } as const;
    expect(await safe.admin.request(put)).toEqual({ ok: true });
  });

  it.each([
    [undefined, 'the argument must be an object'],
    [{}, 'path is missing'],
    [{ path: '@evil.example/' }, 'path must begin with a slash'],
    [{ path: '/x', method: 'PATCH' }, 'method must be GET, POST, PUT, DELETE'],
  ])('refuses %j', async (request, why) => {
    const { admin, sent } = fakeServer(() => ({}));
    const error = await failureOf(admin.request(request as { path: string }));
    expect(error).toMatchObject({ code: 'XO_CONFIG_INVALID', message: expect.stringContaining(why) });
    expect(sent).toEqual([]);
  });
});

describe('the JWT', () => {
  const reasons: AdminJwtReason[] = [];
  const listTwice = async (claims: object, jti?: boolean) => {
    reasons.length = 0;
    let number = 0;
    const server = fakeServer(() => page, {
      ...(jti !== undefined && { jti }),
      getJwt: ({ reason }) => {
        reasons.push(reason);
        number++;
        return jwtWith({ ...claims, number });
      },
    });
    const list = server.admin.roles.list({ roleType });
    await list.first();
    await list.first();
    return { ...server, list, jwts: () => new Set(server.sent.map(({ headers }) => headers.auth)).size };
  };

  it('is cached until shortly before it expires', async () => {
    const { clock, list, jwts } = await listTwice({ iat: 1000, exp: 1300 });
    clock.pass(269_000);
    await list.first();
    expect(jwts()).toBe(1);
    clock.pass(2_000);
    await list.first();
    expect(jwts()).toBe(2);
    expect(reasons).toEqual(['initial', 'expired']);
  });

  it.each([
    ['it has a jti', { iat: 1000, exp: 1300, jti: 'a' }, undefined],
    ['the app enforces JTI', { iat: 1000, exp: 1300 }, true],
  ] as const)('is made anew for each request where %s', async (_, claims, jti) => {
    expect((await listTwice(claims, jti)).jwts()).toBe(2);
  });

  it('with a jti is cached with jti: false', async () => {
    expect((await listTwice({ iat: 1000, exp: 1300, jti: 'a' }, false)).jwts()).toBe(1);
  });

  it('that was cached and is rejected is replaced once', async () => {
    let refusals = 0;
    const server = fakeServer(
      (_request, number) => (number === 2 ? failed(401, 'error verifying the jwt: jwt expired') : page),
      {
        getJwt: ({ reason }) => {
          if (reason === 'rejected') refusals++;
          return jwtWith({ iat: 1000, exp: 9000, refusals });
        },
      },
    );
    const list = server.admin.roles.list({ roleType });
    await list.first();
    expect(await list.first()).toMatchObject(page);
    expect(refusals).toBe(1);
    expect(server.sent).toHaveLength(3);
  });

  it('that is new and is rejected ends the call', async () => {
    const { admin, sent } = fakeServer(() => failed(401, 'error verifying the jwt: invalid signature'), {
      getJwt: () => jwtWith({ iat: 1000, exp: 9000 }),
    });
    expect(await failureOf(admin.roles.list({ roleType }).first())).toMatchObject({ code: 'XO_JWT_REJECTED' });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['fails', () => Promise.reject(new Error('no key'))],
    ['gives nothing', () => ''],
    ['gives a header', () => 'Bearer abc'],
    ['would end the header', () => 'abc\r\nx: y'],
  ])('whose source %s is an error of its own', async (_, getJwt) => {
    const { admin, sent } = fakeServer(() => page, { getJwt });
    expect(await failureOf(admin.roles.list({ roleType }).first())).toMatchObject({ code: 'XO_JWT_UNAVAILABLE' });
    expect(sent).toEqual([]);
  });
});

describe('an error', () => {
  const errorOf = async (answer: unknown) =>
    failureOf(
      fakeServer(() => answer, { retries: 0 })
        .admin.roles.list({ roleType })
        .first(),
    );

  it.each([
    ['403', failed(403, 'Forbidden'), 'MissingScopeError', 'XO_SCOPE_MISSING'],
    ['a text about scopes', failed(401, 'insufficient scope'), 'MissingScopeError', 'XO_SCOPE_MISSING'],
    ['a body with code 403', failed(400, 'Access denied', 403), 'MissingScopeError', 'XO_SCOPE_MISSING'],
    ['401 about the JWT', failed(401, 'error verifying the jwt: possibly a replay'), 'TokenError', 'XO_JWT_REJECTED'],
    ['code 4002', failed(400, 'Invalid SDK credentials', 4002), 'TokenError', 'XO_JWT_REJECTED'],
    ['401 without a word', new Answer(401, {}), 'TokenError', 'XO_JWT_REJECTED'],
  ])('tells by %s what is wrong, and always names the scope', async (_, answer, name, code) => {
    const error = await errorOf(answer);
    expect(error).toMatchObject({ name, code, hint: expect.stringContaining('Profile Management > Role Management') });
    expect('scopes' in error).toBe(name === 'MissingScopeError');
  });

  it('reads the longer form of a body', async () => {
    const body = { statusCode: 400, errors: [{ msg: 'No such role', code: 17 }], name: 'BadRequest' };
    expect(await errorOf(new Answer(400, body))).toMatchObject({
      message: 'unable to list the roles; the answer was No such role',
      platformCode: '17',
    });
  });

  it('does not repeat a token that the platform repeats', async () => {
    const jwt = jwtWith({ sub: 'x' });
    expect((await errorOf(failed(400, `bad value ${jwt}`))).message).toBe(
      'unable to list the roles; the answer was bad value [redacted]',
    );
  });

  it('reports an answer without the expected list', async () => {
    expect(await errorOf({ rolls: [] })).toMatchObject({
      name: 'ProtocolError',
      message: expect.stringContaining('“roles”'),
    });
    expect(await errorOf({ roles: [1] })).toMatchObject({ name: 'ProtocolError' });
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'is never followed, and counts as an answer of another server: %d',
    async (status) => {
      const { admin, sent } = fakeServer(() => new Answer(status, '', { location: 'https://evil.example/?secret' }), {
        retries: 0,
      });
      const error = await failureOf(admin.users.list().toArray());
      expect(error).toMatchObject({
        name: 'HttpError',
        status,
        message: 'unable to list the users and their roles; the answer was a redirect, which is not followed',
        hint: expect.stringContaining('Check that apiUrl is the address of the platform'),
      });
      expect(JSON.stringify(error) + String(error)).not.toContain('evil');
      expect(sent).toHaveLength(1);
    },
  );

  it('is recognised when the runtime hides it', async () => {
    const hidden = Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    });
    const { admin } = fakeServer(() => ({}), { retries: 0, fetch: async () => hidden });
    expect(await failureOf(admin.users.list().toArray())).toMatchObject({
      message: expect.stringContaining('a redirect, which is not followed'),
    });
  });

  it('leaves the outcome of a change unknown, and does not repeat it', async () => {
    const { admin, sent } = fakeServer(() => new Answer(302, ''));
    const error = await failureOf(admin.bots.publish({ botId: 'st-1', versionComment: 'x' }));
    expect(error).toMatchObject({ code: 'XO_OUTCOME_UNKNOWN', retryable: false });
    expect(sent).toHaveLength(1);
  });

  it('is switched off with a value that edge runtimes support', async () => {
    const fetch = vi.fn(async (_url: unknown, _init?: RequestInit) => new Response('{"users":[]}'));
    const { admin } = fakeServer(() => ({}), { fetch: fetch as never });
    await admin.users.list().toArray();
    expect(fetch.mock.calls[0]![1]).toMatchObject({ redirect: 'manual' });
  });
});

describe('the time for an attempt', () => {
  it('of an upload is 30 s and what its bytes take at 64 kB a second', async () => {
    const limits: number[] = [];
    const clock = {
      now: () => 0,
      after: (ms: number) => {
        limits.push(ms);
        return () => {};
      },
    };
    const fetch = async () => new Response('{"fileId":"f"}');
    const { admin } = fakeServer(() => ({}), { clock, fetch: fetch as never, timeoutMs: 30_000 });
    for (const bytes of [0, 1, 64_000, 40_000_000]) {
      await admin.bots.upload({ content: new Blob([new Uint8Array(bytes)]), extension: 'json' });
    }
    expect(limits.filter((ms) => ms !== 30_000)).toEqual([30_001, 31_000, 655_000]);
    expect(limits.filter((ms) => ms === 30_000)).toHaveLength(5);
  });
});
