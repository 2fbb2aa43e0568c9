import { describe, expect, it } from 'vitest';
import { ConnectionError, HttpError } from '../../src/errors/index.js';
import { createHttpClient, type HttpRequest } from '../../src/http/http-client.js';
import { createRedactor } from '../../src/lib/redact.js';
import { readPlatformError } from '../../src/protocol/platform-error.js';
import { settle, VirtualClock } from '../proof/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { type FakeAnswer, failure, fakeFetch } from '../support/fake-fetch.js';

const URL = 'https://bots.test/api/x';
const SECRET = 'CnRyABcdeFGhijKLmnoPQrstUVwxYz';

function client(answer: FakeAnswer) {
  const clock = new VirtualClock();
  const { fetch, requests } = fakeFetch(() => answer);
  const http = createHttpClient(fetch, clock, 15_000, readPlatformError);
  const ask = (request: Partial<HttpRequest> = {}) => http({ what: 'do it', url: URL, ...request });
  /** What the question fails with. */
  const fail = (request?: Partial<HttpRequest>) =>
    ask(request).then(
      () => undefined,
      (error: HttpError) => error,
    );
  return { clock, requests, ask, fail };
}

const html = (status: number) => new Response('<html>no</html>', { status });

describe('the question', () => {
  it('is a GET without a body, a POST of JSON with one', async () => {
    const { ask, requests } = client({});
    await ask();
    await ask({ body: { a: 1 }, headers: { authorization: 'bearer x' } });
    const [get, post] = requests;
    expect([get!.method, get!.headers.get('content-type')]).toEqual(['GET', null]);
    expect([post!.method, post!.body, post!.headers.get('content-type')]).toEqual([
      'POST',
      { a: 1 },
      'application/json',
    ]);
    expect(post!.headers.get('authorization')).toBe('bearer x');
  });
});

describe('the question of a file', () => {
  it('is JSON whatever its words are: only a form and a blob go as what they are', async () => {
    for (const body of [['File', 'Blob'], Object.assign(Object.create(null), { a: 1 })]) {
      const { ask, requests } = client({});
      await ask({ body });
      expect(requests[0]?.body).toEqual(body);
      expect(requests[0]?.headers.get('content-type')).toBe('application/json');
    }
  });

  it('is a form, whose boundary the runtime names', async () => {
    let seen: RequestInit | undefined;
    const http = createHttpClient(
      (_, init) => {
        seen = init;
        return Promise.resolve(new Response(''));
      },
      new VirtualClock(),
      15_000,
      readPlatformError,
    );
    for (const body of [new FormData(), new Blob(['x']), new File(['x'], 'a.txt')]) {
      expect(await http({ what: 'send a file', url: URL, method: 'PUT', body })).toEqual({});
      expect([seen!.method, seen!.body, seen!.headers]).toEqual(['PUT', body, {}]);
    }
  });
});

describe('an answer', () => {
  it('with success gives its JSON', async () => {
    expect(await client({ url: 'wss://x' }).ask()).toEqual({ url: 'wss://x' });
  });

  it.each([
    [400, 'http_status', false],
    [401, 'http_status', false],
    [403, 'http_status', false],
    [404, 'http_status', false],
    [429, 'http_rate_limited', true],
    [500, 'http_unavailable', true],
    [502, 'http_unavailable', true],
    [503, 'http_unavailable', true],
    [504, 'http_unavailable', true],
  ])('with status %i is %s', async (status, code, retryable) => {
    const error = await client(failure(status, 7, 'because')).fail();
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status, code, retryable, platformCode: '7' });
    expect(error!.message).toBe('unable to do it; the answer was because');
  });

  it.each([200, 404])(
    'that is not JSON, with status %i, can be another one later: a proxy wrote it',
    async (status) => {
      expect(await client(html(status)).fail()).toMatchObject({ code: 'http_body', status, retryable: true });
    },
  );

  it.each([
    [401, { message: 'Unauthorized' }],
    [403, { message: 'Forbidden', request_id: '1' }],
    [404, { message: 'no Route matched with those values' }],
    [400, { timestamp: 1, error: 'Bad Request', path: '/' }],
    [200, { error: 'login required' }],
  ])('of a gateway in JSON, with status %i, can be another one later', async (status, body) => {
    const error = await client(Response.json(body, { status })).fail();
    expect(error).toMatchObject({ code: 'http_body', status, retryable: true, hint: expect.stringContaining('proxy') });
  });

  it.each([429, 502])('that is not JSON keeps the meaning of its status %i', async (status) => {
    expect(await client(html(status)).fail()).toMatchObject({ status, retryable: true });
    expect((await client(html(status)).fail())!.code).not.toBe('http_body');
  });

  it('that is longer than what is read is an error of its own', async () => {
    const text = `"${'x'.repeat(8_388_607)}"`;
    expect(await client(new Response(text)).fail()).toMatchObject({
      code: 'http_too_large',
      status: 200,
      retryable: false,
    });
    expect(await client(new Response(`{"a":${text.slice(0, -9)}"}`)).ask()).toHaveProperty('a');
  });

  it.each(['null', '0', '{"a":'])('with the body %j is none', async (body) => {
    expect(await client(new Response(body)).fail()).toMatchObject({ code: 'http_body' });
  });

  it.each([
    { errors: [{ msg: 'token expired', code: 40 }] },
    { errors: [{ msg: 'Session expired', code: 'TOKEN_EXPIRED', httpStatus: '401' }] },
    { error: 'token_expired' },
  ])('with status 200 that says that the token ran out counts as 401: %j', async (body) => {
    expect(await client(body).fail()).toMatchObject({ status: 401 });
  });

  it('with status 200 and errors is a failure (protocol.md §1.5)', async () => {
    expect(await client({ errors: [{ msg: 'no such bot', code: 404 }] }).fail()).toBeInstanceOf(HttpError);
  });

  it('with an empty list of errors is a success', async () => {
    expect(await client({ url: 'wss://x', errors: [] }).ask()).toMatchObject({ url: 'wss://x' });
  });

  it('with status 408 is a timeout of the platform: retryable', async () => {
    expect(await client(failure(408, 408)).fail()).toMatchObject({ status: 408, retryable: true });
  });

  it('says how long to wait', async () => {
    const error = await client(failure(429, 429, 'slow down', { 'retry-after': '2' })).fail();
    expect(error!.retryAfterMs).toBe(2_000);
  });

  it('never puts a secret into its error', async () => {
    const body = {
      errors: [{ msg: `bad assertion eyJhbGciOiJIUzI1NiJ9.${SECRET}.${SECRET}, bearer ${SECRET}`, code: 4 }],
    };
    const headers = { authorization: `bearer ${SECRET}` };
    for (const answer of [Response.json(body, { status: 403 }), new Response(SECRET, { status: 500 })]) {
      const error = await client(answer).fail({ headers, body: { assertion: SECRET } });
      expect(`${error!.message} ${error!.stack} ${JSON.stringify(error)} ${error!.cause}`).not.toMatch(/CnRy|eyJ/);
    }
  });
});

describe('no answer', () => {
  it('is a ConnectionError, without what fetch threw: that may hold the request, and so the token (law 6)', async () => {
    const error = await client(new TypeError('fetch failed')).fail();
    expect(error).toMatchObject({ code: 'network', retryable: true });
    expect(error!.cause).toBeUndefined();
  });

  it.each([
    [undefined, 15_000],
    [2_000, 2_000],
  ])('with timeoutMs %s ends after %i ms, and the request with it', async (timeoutMs, limitMs) => {
    const { fail, clock, requests } = client(undefined);
    const failing = fail({ timeoutMs });
    await clock.advance(limitMs - 1);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(await failing).toMatchObject({ code: 'timeout', retryable: true });
    expect(requests[0]!.signal.aborted).toBe(true);
  });

  it('ends in time with a fetch that ignores its signal', async () => {
    const clock = new VirtualClock();
    const http = createHttpClient(() => new Promise(() => {}), clock, 100, readPlatformError);
    const failing = expect(http({ what: 'do it', url: URL })).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(100);
    await failing;
  });

  it('ends in time when the body never ends', async () => {
    const clock = new VirtualClock();
    const endless = new Response(new ReadableStream());
    const http = createHttpClient(async () => endless, clock, 100, readPlatformError);
    const failing = expect(http({ what: 'do it', url: URL })).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(100);
    await failing;
  });

  it('for who has aborted', async () => {
    const controller = new AbortController();
    const { fail, requests } = client(undefined);
    const failing = fail({ signal: controller.signal });
    controller.abort();
    expect(await failing).toBeInstanceOf(ConnectionError);
    expect(await failing).toMatchObject({ code: 'aborted', retryable: false });
    expect(requests[0]!.signal.aborted).toBe(true);
  });

  it('leaves no timer, however it ends', async () => {
    for (const answer of [{}, failure(500, 1), new TypeError('x')]) {
      const { fail, clock } = client(answer);
      await fail();
      expect(clock.pending).toBe(0);
    }
  });
});

describe('Retry-After', () => {
  const slowDown = () => failure(429, 429, 'slow down', { 'retry-after': '60' });

  it('is kept for the same call: who asks earlier hears how long it still lasts, without a request', async () => {
    const { fail, clock, requests } = client(slowDown());
    await fail();
    await clock.advance(20_000);
    expect(await fail()).toMatchObject({ code: 'http_rate_limited', status: 429, retryAfterMs: 40_000 });
    expect(requests).toHaveLength(1);
    await clock.advance(40_000);
    await fail();
    expect(requests).toHaveLength(2);
  });

  it('of one call says nothing about another', async () => {
    const { fail, requests } = client(slowDown());
    await fail();
    await fail({ what: 'do something else' });
    expect(requests).toHaveLength(2);
  });

  it('counts for any failure that has it', async () => {
    const { fail, requests } = client(failure(503, 503, 'later', { 'retry-after': '60' }));
    expect(await fail()).toMatchObject({ code: 'http_unavailable', retryAfterMs: 60_000 });
    await fail();
    expect(requests).toHaveLength(1);
  });

  it('is not undone by the failure of a request that was under way', async () => {
    const answers = [deferred<Response>(), deferred<Response>()];
    const { fetch, requests } = fakeFetch(() => answers[requests.length - 1]!.promise);
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError);
    const ask = () => http({ what: 'do it', url: URL }).catch((error: unknown) => error);
    const asking = [ask(), ask()];
    await settle();
    answers[0]!.resolve(failure(429, 429, 'slow down', { 'retry-after': '60' }));
    await asking[0];
    answers[1]!.resolve(failure(500, 500));
    await asking[1];
    await ask();
    expect(requests).toHaveLength(2);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'with %i is not followed, and told as an answer that may be another one later',
    async (status) => {
      const { fail, requests } = client(
        Response.json(
          { errors: [{ msg: 'token expired', code: 401 }] },
          { status, headers: { location: 'https://evil.test' } },
        ),
      );
      expect(await fail({ body: { assertion: SECRET } })).toMatchObject({
        name: 'HttpError',
        code: 'http_body',
        retryable: true,
        status,
        message: 'unable to do it; the answer was a redirect, which is not followed',
      });
      expect(requests).toHaveLength(1);
    },
  );

  it('is asked not to be followed', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const http = createHttpClient(
      async (_, init) => {
        seen.push(init);
        return Response.json({});
      },
      new VirtualClock(),
      1_000,
      readPlatformError,
    );
    await http({ what: 'x', url: URL });
    await http({ what: 'x', url: URL, body: {} });
    expect(seen.map((init) => init?.redirect)).toEqual(['manual', 'manual']);
  });

  it.each([
    ['opaque, as in browsers', { type: 'opaqueredirect', status: 0, ok: false }],
    ['followed all the same by a fetch of the application', { redirected: true, status: 200, ok: true }],
  ])('that is %s is refused', async (_, fields) => {
    const response = Object.defineProperties(
      Response.json({ a: 1 }),
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
    );
    expect(await client(response).fail()).toMatchObject({ code: 'http_body', retryable: true, status: fields.status });
  });
});

describe('what the platform repeats', () => {
  it('is hidden by its very value, in message and code', async () => {
    const { add, redact } = createRedactor();
    add('plain-words');
    const { fetch } = fakeFetch(() => failure(400, 'plain-words', 'token plain-words is bad'));
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError, redact);
    await expect(http({ what: 'do it', url: URL })).rejects.toMatchObject({
      message: 'unable to do it; the answer was token [redacted] is bad',
      platformCode: '[redacted]',
    });
  });

  it('is cut to 300 letters, after what is secret is gone: half a secret is not recognised', async () => {
    const secret = 'only words here';
    const { add, redact } = createRedactor();
    add(secret);
    const { fetch } = fakeFetch(() => failure(400, 1, `${'x'.repeat(290)} ${secret}`));
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError, redact);
    const { message } = (await http({ what: 'do it', url: URL }).catch((error: Error) => error)) as Error;
    expect(message).not.toContain('only');
    expect(message.length).toBeLessThan(340);
  });
});

it.each([
  [5n],
  [
    {
      toJSON: () => {
        throw new TypeError(SECRET);
      },
    },
  ],
])('a body that is no JSON is a ConfigError: %o', async (body) => {
  const { fail, requests } = client({});
  const error = await fail({ body: { body } });
  expect(error).toMatchObject({
    name: 'ConfigError',
    message: 'unable to do it; its body is no JSON, or nested too deeply',
  });
  expect(requests).toEqual([]);
});
