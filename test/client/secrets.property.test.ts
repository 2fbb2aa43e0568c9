import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';

/** A secret without a typical form, so that it can only be recognized by its value. */
const secret = fc
  .stringMatching(/^[a-z0-9.~_-]{8,40}$/)
  .filter((text) => !'unable to get an access token; a socket url; the history; [redacted]; undefined'.includes(text));
const around = fc.string({ maxLength: 20 });

/** Serializes values in every way in which they may be logged. */
function serializeAll(values: unknown[]): string {
  return values
    .flatMap((value) => [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value), String(value)])
    .join('\n');
}

it.each(['grant', 'start', 'history'] as const)(
  'no secret appears anywhere, even if the response of %s contains them',
  { timeout: 60_000 },
  async (endpoint) => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        secret,
        secret,
        secret,
        around,
        around,
        fc.constantFrom(400, 401, 403, 429, 500, 200),
        async (jwt, token, sid, nonce, before, after, status) => {
          const test = testClient({ getJwt: () => jwt });
          const { platform, client, clock, logs } = test;
          const exposed: unknown[] = [];
          for (const name of ['state', 'error'] as const) client.on(name, (event) => exposed.push(event));
          platform.instead.grant = () => ({ authorization: { accessToken: token }, userInfo: { userId: 'u' } });
          platform.instead.start = () => ({ url: `wss://bots.test/rtm?sid=${sid}`, nonce });
          const connected = client.connect();
          await clock.advance(10);
          await connected;
          const all = [jwt, token, sid, nonce];
          platform.instead[endpoint] = () =>
            failure(
              status,
              `${before}${all.join(after)}`,
              `${before}${all.join(after)}${JSON.stringify(all)}${encodeURIComponent(all.join(' '))}`,
            );
          void client.send('x').catch((error) => exposed.push(error));
          void client.loadHistory().catch((error) => exposed.push(error));
          void client.request(`x/${token}`).catch((error) => exposed.push(error));
          platform.socket.end(1006);
          await clock.advance(20_000);
          void client.request('y', { operation: `do ${jwt}` }).catch((error) => exposed.push(error));
          await clock.advance(1);
          const text = serializeAll([...exposed, ...logs, client.state, client.messages]);
          for (const each of all) expect(text).not.toContain(each);
          await client.disconnect();
        },
      ),
      { numRuns: 8 },
    );
  },
);

const thrown = (text: string): [string, unknown][] => [
  ['an Error', new Error(text)],
  ['a code of ours', Object.assign(new Error(text), { code: 'XO_NETWORK', retryable: false, hint: text })],
  ['another code of ours', Object.assign(new Error(text), { code: 'XO_ABORTED', name: 'ConnectionError' })],
  ['a cause', new Error('x', { cause: new Error(text) })],
  ['an AggregateError', new AggregateError([new Error(text)], text)],
  ['a DOMException', new DOMException(text, 'AbortError')],
  ['a text', text],
  ['nothing', undefined],
  ['a toJSON', Object.assign(new Error(text), { toJSON: () => text, toString: () => text })],
  ['a name', Object.assign(new Error(text), { name: text })],
  [
    'getters that throw',
    new Proxy(new Error(text), {
      get: () => {
        throw new Error(text);
      },
    }),
  ],
  [
    'a toString that throws',
    {
      toString: () => {
        throw new Error(text);
      },
      message: text,
    },
  ],
];
const SECRET = 'session=the secret of the application';

it.each(thrown(SECRET))('an error of getJwt is not exposed, and getJwt is called again: %s', async (_, error) => {
  const test = testClient({
    getJwt: () => {
      throw error;
    },
  });
  const exposed: unknown[] = [];
  for (const name of ['state', 'error'] as const) test.client.on(name, (event) => exposed.push(event));
  void test.client.connect().catch((error) => exposed.push(error));
  await test.clock.advance(100);
  expect(test.client.state).toMatchObject({
    status: 'waiting',
    cause: { name: 'TokenError', code: 'XO_JWT_UNAVAILABLE' },
  });
  expect(serializeAll([...exposed, ...test.logs])).not.toContain('the secret');
});

it.each(thrown(SECRET))('an error of fetch is not exposed, and the request is repeated: %s', async (_, error) => {
  const test = testClient({
    fetch: async () => {
      throw error;
    },
  });
  const exposed: unknown[] = [];
  for (const name of ['state', 'error'] as const) test.client.on(name, (event) => exposed.push(event));
  void test.client.connect();
  await test.clock.advance(100);
  expect(test.client.state).toMatchObject({
    status: 'waiting',
    cause: { name: 'ConnectionError', code: 'XO_NETWORK' },
  });
  expect(serializeAll([...exposed, ...test.logs])).not.toContain('the secret');
});

it.each(thrown(SECRET))('an error of a listener is not exposed, and affects nothing else: %s', async (_, error) => {
  const test = testClient();
  for (const name of ['state', 'message', 'history'] as const) {
    test.client.on(name, () => {
      throw error;
    });
  }
  await test.connect();
  expect(test.logs.some(([level, text]) => level === 'error' && text === 'a listener threw')).toBe(true);
  expect(serializeAll(test.logs)).not.toContain('the secret');
});

it("the stack of a listener's error is logged", async () => {
  const test = testClient();
  test.client.on('state', () => {
    throw new TypeError('x');
  });
  await test.connect();
  expect(test.logs.find(([level]) => level === 'error')).toMatchObject([
    'error',
    'a listener threw',
    { name: 'TypeError', stack: expect.stringContaining('secrets.property.test.ts') },
  ]);
});
