import { describe, expect, it } from 'vitest';
import { ConnectionError, HttpError } from '../../src/errors/index.js';
import { createHttpClient, type HttpRequest } from '../../src/http/http-client.js';
import { createRedactor } from '../../src/lib/redact.js';
import { readPlatformError } from '../../src/protocol/platform-error.js';
import { settle, VirtualClock } from '../simulation/virtual-clock.js';
import { deferred } from '../support/deferred.js';
import { type FakeAnswer, failure, fakeFetch } from '../support/fake-fetch.js';

const URL = 'https://bots.test/api/x';
const SECRET = 'CnRyABcdeFGhijKLmnoPQrstUVwxYz';

function client(answer: FakeAnswer) {
  const clock = new VirtualClock();
  const { fetch, requests } = fakeFetch(() => answer);
  const http = createHttpClient(fetch, clock, 15_000, readPlatformError, createRedactor().redact);
  const send = (request: Partial<HttpRequest> = {}) => http({ operation: 'do it', url: URL, ...request });
  /** Sends a request and resolves with the error that it rejects with. */
  const fail = (request?: Partial<HttpRequest>) =>
    send(request).then(
      () => undefined,
      (error: HttpError) => error,
    );
  return { clock, requests, send, fail };
}

const html = (status: number) => new Response('<html>no</html>', { status });

describe('a request', () => {
  it('is a GET without a body and a POST of JSON with one', async () => {
    const { requests, send } = client({});
    await send();
    await send({ body: { a: 1 }, headers: { authorization: 'bearer x' } });
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

describe('the body of a request', () => {
  it('is sent as JSON unless it is a FormData, a Blob or a File, whatever its contents are', async () => {
    for (const body of [['File', 'Blob'], Object.assign(Object.create(null), { a: 1 })]) {
      const { requests, send } = client({});
      await send({ body });
      expect(requests[0]?.body).toEqual(body);
      expect(requests[0]?.headers.get('content-type')).toBe('application/json');
    }
  });

  it('is sent unchanged without a content type if it is a FormData, a Blob or a File', async () => {
    let seen: RequestInit | undefined;
    const http = createHttpClient(
      (_, init) => {
        seen = init;
        return Promise.resolve(new Response(''));
      },
      new VirtualClock(),
      15_000,
      readPlatformError,
      String,
    );
    for (const body of [new FormData(), new Blob(['x']), new File(['x'], 'a.txt')]) {
      expect(await http({ operation: 'send a file', url: URL, method: 'PUT', body })).toEqual({});
      expect([seen!.method, seen!.body, seen!.headers]).toEqual(['PUT', body, {}]);
    }
  });
});

describe('an answer', () => {
  it('with success resolves with its JSON', async () => {
    expect(await client({ url: 'wss://x' }).send()).toEqual({ url: 'wss://x' });
  });

  it.each([
    [400, 'XO_HTTP_STATUS', false],
    [401, 'XO_HTTP_STATUS', false],
    [403, 'XO_HTTP_STATUS', false],
    [404, 'XO_HTTP_STATUS', false],
    [429, 'XO_HTTP_RATE_LIMITED', true],
    [500, 'XO_HTTP_UNAVAILABLE', true],
    [502, 'XO_HTTP_UNAVAILABLE', true],
    [503, 'XO_HTTP_UNAVAILABLE', true],
    [504, 'XO_HTTP_UNAVAILABLE', true],
  ])('with status %i rejects with %s', async (status, code, retryable) => {
    const error = await client(failure(status, 7, 'because')).fail();
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status, code, retryable, platformCode: '7' });
    expect(error!.message).toBe('unable to do it; the answer was because');
  });

  it.each([200, 404])('that is not JSON, with status %i, is retryable because a proxy sent it', async (status) => {
    expect(await client(html(status)).fail()).toMatchObject({ code: 'XO_HTTP_BODY', status, retryable: true });
  });

  it.each([
    [401, { message: 'Unauthorized' }],
    [403, { message: 'Forbidden', request_id: '1' }],
    [404, { message: 'no Route matched with those values' }],
    [400, { timestamp: 1, error: 'Bad Request', path: '/' }],
    [200, { error: 'login required' }],
  ])('in JSON that a gateway sent, with status %i, is retryable', async (status, body) => {
    const error = await client(Response.json(body, { status })).fail();
    expect(error).toMatchObject({
      code: 'XO_HTTP_BODY',
      status,
      retryable: true,
      hint: expect.stringContaining('proxy'),
    });
  });

  it.each([429, 502])('that is not JSON is still classified by its status %i', async (status) => {
    expect(await client(html(status)).fail()).toMatchObject({ status, retryable: true });
    expect((await client(html(status)).fail())!.code).not.toBe('XO_HTTP_BODY');
  });

  it('that is longer than the limit rejects with XO_HTTP_TOO_LARGE', async () => {
    const text = `"${'x'.repeat(8_388_607)}"`;
    expect(await client(new Response(text)).fail()).toMatchObject({
      code: 'XO_HTTP_TOO_LARGE',
      status: 200,
      retryable: false,
    });
    expect(await client(new Response(`{"a":${text.slice(0, -9)}"}`)).send()).toHaveProperty('a');
  });

  it.each(['null', '0', '{"a":'])('with the body %j rejects with XO_HTTP_BODY', async (body) => {
    expect(await client(new Response(body)).fail()).toMatchObject({ code: 'XO_HTTP_BODY' });
  });

  it.each([
    { errors: [{ msg: 'token expired', code: 40 }] },
    { errors: [{ msg: 'Session expired', code: 'TOKEN_EXPIRED', httpStatus: '401' }] },
    { error: 'token_expired' },
  ])('with status 200 that reports an expired token counts as 401: %j', async (body) => {
    expect(await client(body).fail()).toMatchObject({ status: 401 });
  });

  it('with status 200 and errors is a failure (docs/protocol.md §1.5)', async () => {
    expect(await client({ errors: [{ msg: 'no such bot', code: 404 }] }).fail()).toBeInstanceOf(HttpError);
  });

  it('with an empty list of errors is a success', async () => {
    expect(await client({ url: 'wss://x', errors: [] }).send()).toMatchObject({ url: 'wss://x' });
  });

  it('with status 408 is retryable', async () => {
    expect(await client(failure(408, 408)).fail()).toMatchObject({ status: 408, retryable: true });
  });

  it('with Retry-After sets retryAfterMs', async () => {
    const error = await client(failure(429, 429, 'slow down', { 'retry-after': '2' })).fail();
    expect(error!.retryAfterMs).toBe(2_000);
  });

  it('never leaks a secret into its error', async () => {
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
  it('is a ConnectionError without the error of fetch, which may hold the token (D9)', async () => {
    const error = await client(new TypeError('fetch failed')).fail();
    expect(error).toMatchObject({ code: 'XO_NETWORK', retryable: true });
    expect(error!.cause).toBeUndefined();
  });

  it.each([
    [undefined, 15_000],
    [2_000, 2_000],
  ])('with timeoutMs %s rejects after %i ms and aborts the request', async (timeoutMs, limitMs) => {
    const { fail, clock, requests } = client(undefined);
    const failing = fail({ timeoutMs });
    await clock.advance(limitMs - 1);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(await failing).toMatchObject({ code: 'XO_TIMEOUT', retryable: true });
    expect(requests[0]!.signal.aborted).toBe(true);
  });

  it('rejects in time if fetch ignores its signal', async () => {
    const clock = new VirtualClock();
    const http = createHttpClient(() => new Promise(() => {}), clock, 100, readPlatformError, createRedactor().redact);
    const failing = expect(http({ operation: 'do it', url: URL })).rejects.toMatchObject({ code: 'XO_TIMEOUT' });
    await clock.advance(100);
    await failing;
  });

  it('rejects in time if the body never ends', async () => {
    const clock = new VirtualClock();
    const endless = new Response(new ReadableStream());
    const http = createHttpClient(async () => endless, clock, 100, readPlatformError, createRedactor().redact);
    const failing = expect(http({ operation: 'do it', url: URL })).rejects.toMatchObject({ code: 'XO_TIMEOUT' });
    await clock.advance(100);
    await failing;
  });

  it('is an aborted error if the signal is aborted', async () => {
    const controller = new AbortController();
    const { fail, requests } = client(undefined);
    const failing = fail({ signal: controller.signal });
    controller.abort();
    expect(await failing).toBeInstanceOf(ConnectionError);
    expect(await failing).toMatchObject({ code: 'XO_ABORTED', retryable: false });
    expect(requests[0]!.signal.aborted).toBe(true);
  });

  it('leaves no timer after any outcome', async () => {
    for (const answer of [{}, failure(500, 1), new TypeError('x')]) {
      const { fail, clock } = client(answer);
      await fail();
      expect(clock.pending).toBe(0);
    }
  });
});

describe('Retry-After (D8)', () => {
  const slowDown = () => failure(429, 429, 'slow down', { 'retry-after': '60' });

  it('rejects earlier requests of the same bucket with the remaining wait, without sending them', async () => {
    const { fail, clock, requests } = client(slowDown());
    await fail();
    await clock.advance(20_000);
    expect(await fail()).toMatchObject({ code: 'XO_HTTP_RATE_LIMITED', status: 429, retryAfterMs: 40_000 });
    expect(requests).toHaveLength(1);
    await clock.advance(40_000);
    await fail();
    expect(requests).toHaveLength(2);
  });

  it('does not affect another endpoint', async () => {
    const { fail, requests } = client(slowDown());
    await fail();
    await fail({ url: `${URL}/y` });
    expect(requests).toHaveLength(2);
  });

  it('applies to the same endpoint, whatever the query and the error text are', async () => {
    const { fail, requests } = client(slowDown());
    await fail({ url: `${URL}?page=1` });
    expect(await fail({ url: `${URL}?page=2`, operation: 'do something else' })).toMatchObject({
      retryAfterMs: 60_000,
    });
    expect(requests).toHaveLength(1);
  });

  it('applies to all endpoints of a bucket, and to no other bucket', async () => {
    const { fail, requests } = client(slowDown());
    await fail({ bucket: 'upload' });
    expect(await fail({ bucket: 'upload', url: `${URL}/y` })).toMatchObject({ retryAfterMs: 60_000 });
    expect(requests).toHaveLength(1);
    await fail({ bucket: 'another' });
    expect(requests).toHaveLength(2);
  });

  it('applies to any failure that has the header', async () => {
    const { fail, requests } = client(failure(503, 503, 'later', { 'retry-after': '60' }));
    expect(await fail()).toMatchObject({ code: 'XO_HTTP_UNAVAILABLE', retryAfterMs: 60_000 });
    await fail();
    expect(requests).toHaveLength(1);
  });

  it('is not cleared by the failure of a concurrent request', async () => {
    const answers = [deferred<Response>(), deferred<Response>()];
    const { fetch, requests } = fakeFetch(() => answers[requests.length - 1]!.promise);
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError, createRedactor().redact);
    const send = () => http({ operation: 'do it', url: URL }).catch((error: unknown) => error);
    const pending = [send(), send()];
    await settle();
    answers[0]!.resolve(failure(429, 429, 'slow down', { 'retry-after': '60' }));
    await pending[0];
    answers[1]!.resolve(failure(500, 500));
    await pending[1];
    await send();
    expect(requests).toHaveLength(2);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'with status %i is not followed and rejects with a retryable error',
    async (status) => {
      const { fail, requests } = client(
        Response.json(
          { errors: [{ msg: 'token expired', code: 401 }] },
          { status, headers: { location: 'https://evil.test' } },
        ),
      );
      expect(await fail({ body: { assertion: SECRET } })).toMatchObject({
        name: 'HttpError',
        code: 'XO_HTTP_BODY',
        retryable: true,
        status,
        message: 'unable to do it; the answer was a redirect, which is not followed',
      });
      expect(requests).toHaveLength(1);
    },
  );

  it('is set to manual in the options of fetch', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const http = createHttpClient(
      async (_, init) => {
        seen.push(init);
        return Response.json({});
      },
      new VirtualClock(),
      1_000,
      readPlatformError,
      String,
    );
    await http({ operation: 'x', url: URL });
    await http({ operation: 'x', url: URL, body: {} });
    expect(seen.map((init) => init?.redirect)).toEqual(['manual', 'manual']);
  });

  it.each([
    ['opaque, as in browsers', { type: 'opaqueredirect', status: 0, ok: false }],
    ['followed by a custom fetch', { redirected: true, status: 200, ok: true }],
  ])('that is %s rejects with XO_HTTP_BODY', async (_, fields) => {
    const response = Object.defineProperties(
      Response.json({ a: 1 }),
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
    );
    expect(await client(response).fail()).toMatchObject({
      code: 'XO_HTTP_BODY',
      retryable: true,
      status: fields.status,
    });
  });
});

describe('texts of the platform', () => {
  it('are redacted by value in message and code', async () => {
    const { add, redact } = createRedactor();
    add('plain-words');
    const { fetch } = fakeFetch(() => failure(400, 'plain-words', 'token plain-words is bad'));
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError, redact);
    await expect(http({ operation: 'do it', url: URL })).rejects.toMatchObject({
      message: 'unable to do it; the answer was token [redacted] is bad',
      platformCode: '[redacted]',
    });
  });

  it('are not quoted if they cannot be redacted', async () => {
    const { fetch } = fakeFetch(() => failure(400, 'E1', 'a message'));
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError, async () => undefined);
    await expect(http({ operation: 'do it', url: URL })).rejects.toMatchObject({
      code: 'XO_HTTP_STATUS',
      message: 'unable to do it; the answer was 400',
      platformCode: undefined,
    });
  });

  it('are truncated to 300 characters after secrets have been removed', async () => {
    const secret = 'only words here';
    const { add, redact } = createRedactor();
    add(secret);
    const { fetch } = fakeFetch(() => failure(400, 1, `${'x'.repeat(290)} ${secret}`));
    const http = createHttpClient(fetch, new VirtualClock(), 1_000, readPlatformError, redact);
    const { message } = (await http({ operation: 'do it', url: URL }).catch((error: Error) => error)) as Error;
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
])('a request body that cannot be written as JSON rejects with a ConfigError: %o', async (body) => {
  const { fail, requests } = client({});
  const error = await fail({ body: { body } });
  expect(error).toMatchObject({
    name: 'ConfigError',
    message: 'unable to do it; its body must be JSON, and not nested too deeply',
  });
  expect(requests).toEqual([]);
});
