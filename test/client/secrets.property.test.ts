import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';

/** What may be a secret and looks like nothing: it can be recognised by its value alone. */
const secret = fc
  .stringMatching(/^[a-z0-9.~_-]{8,40}$/)
  .filter((text) => !'unable to get an access token; a socket url; the history; [redacted]; undefined'.includes(text));
const around = fc.string({ maxLength: 20 });

/** All that a client says about itself, in every way in which somebody may write it down. */
function everythingOf(values: unknown[]): string {
  return values
    .flatMap((value) => [inspect(value, { depth: 20, showHidden: true }), JSON.stringify(value), String(value)])
    .join('\n');
}

it.each(['grant', 'start', 'history'] as const)(
  'no secret of %s appears, however the platform repeats it',
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
          const said: unknown[] = [];
          for (const name of ['state', 'error'] as const) client.on(name, (event) => said.push(event));
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
          void client.send('x').catch((error) => said.push(error));
          void client.loadHistory().catch((error) => said.push(error));
          void client.request(`x/${token}`).catch((error) => said.push(error));
          platform.socket.end(1006);
          await clock.advance(20_000);
          void client.request('y', { operation: `do ${jwt}` }).catch((error) => said.push(error));
          await clock.advance(1);
          const text = everythingOf([...said, ...logs, client.state, client.messages]);
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
  ['a code of ours', Object.assign(new Error(text), { code: 'network', retryable: false, hint: text })],
  ['another code of ours', Object.assign(new Error(text), { code: 'aborted', name: 'ConnectionError' })],
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

it.each(thrown(SECRET))('what getJwt throws stays inside, and is asked for again: %s', async (_, error) => {
  const test = testClient({
    getJwt: () => {
      throw error;
    },
  });
  const said: unknown[] = [];
  for (const name of ['state', 'error'] as const) test.client.on(name, (event) => said.push(event));
  void test.client.connect().catch((error) => said.push(error));
  await test.clock.advance(100);
  expect(test.client.state).toMatchObject({
    status: 'waiting',
    cause: { name: 'TokenError', code: 'jwt_unavailable' },
  });
  expect(everythingOf([...said, ...test.logs])).not.toContain('the secret');
});

it.each(thrown(SECRET))('what fetch throws stays inside, and is asked for again: %s', async (_, error) => {
  const test = testClient({
    fetch: async () => {
      throw error;
    },
  });
  const said: unknown[] = [];
  for (const name of ['state', 'error'] as const) test.client.on(name, (event) => said.push(event));
  void test.client.connect();
  await test.clock.advance(100);
  expect(test.client.state).toMatchObject({ status: 'waiting', cause: { name: 'ConnectionError', code: 'network' } });
  expect(everythingOf([...said, ...test.logs])).not.toContain('the secret');
});

it.each(thrown(SECRET))('what a listener throws stays inside, and hurts nobody: %s', async (_, error) => {
  const test = testClient();
  for (const name of ['state', 'message', 'history'] as const) {
    test.client.on(name, () => {
      throw error;
    });
  }
  await test.connect();
  expect(test.logs.some(([level, text]) => level === 'error' && text === 'a listener threw')).toBe(true);
  expect(everythingOf(test.logs)).not.toContain('the secret');
});

it('the place in the code where a listener threw is told', async () => {
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
