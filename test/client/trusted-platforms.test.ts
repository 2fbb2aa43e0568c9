import { describe, expect, it } from 'vitest';
import { testClient } from '../support/test-client.js';

const socketAt = (url: unknown) => () => ({ url, nonce: 'n' }) as object;

async function startWith(url: unknown, options: Parameters<typeof testClient>[0] = {}) {
  const test = testClient(options);
  test.platform.instead.start = socketAt(url);
  void test.client.connect();
  await test.clock.advance(100);
  return test;
}

describe('the JWT', () => {
  it.each([
    ['ws://bots.test/rtm?sid=1', {}],
    ['ws://evil.test/rtm?sid=1', {}],
    ['wss://user:pass@evil.test/rtm', {}],
    ['wss://evil.test/rtm?sid=1', { allowedPlatforms: ['https://bots.test'] }],
    ['ws://bots.test/rtm?sid=1', { allowedPlatforms: ['https://bots.test'], allowInsecure: true }],
  ])('is not sent to %s; the state is failed', async (url, options) => {
    const { client, platform, logs } = await startWith(url, options);
    expect(platform.sockets).toEqual([]);
    expect(client.state).toMatchObject({ status: 'failed', cause: { name: 'ProtocolError', retryable: false } });
    expect(logs.join()).toContain('unable to get a socket URL; it ');
    expect(logs.join()).not.toContain('evil.test');
  });

  it.each([[{}], [['wss://bots.test']], [5], [null], ['']])(
    'is not sent to %j; another URL is requested',
    async (url) => {
      const { client, platform } = await startWith(url);
      expect(platform.sockets).toEqual([]);
      expect(client.state).toMatchObject({ status: 'waiting', cause: { name: 'ProtocolError', retryable: true } });
    },
  );

  it('is sent to another host of the platform, and to ws: if that is allowed', async () => {
    expect((await startWith('wss://sockets.test/rtm?sid=1')).client.state.status).toBe('ready');
    expect((await startWith('ws://bots.test/rtm?sid=1', { allowInsecure: true })).client.state.status).toBe('ready');
    const local = { apiUrl: 'http://127.0.0.1:3000/api' };
    expect((await startWith('ws://127.0.0.1:3000/rtm?sid=1', local)).client.state.status).toBe('ready');
    const pinned = { allowedPlatforms: ['https://bots.test/', 'https://sockets.test'] };
    expect((await startWith('wss://sockets.test/rtm?sid=1', pinned)).client.state.status).toBe('ready');
  });

  it.each([
    [{ apiUrl: 'http://bots.test' }],
    [{ apiUrl: 'https://me:pass@bots.test' }],
    [{ allowedPlatforms: ['https://other.test'] }],
    [{ allowedPlatforms: 'https://bots.test' as never }],
  ])('is not requested with the options %j, which cause a ConfigError', (options) => {
    expect(() => testClient(options)).toThrow(
      expect.objectContaining({ name: 'ConfigError', code: 'XO_CONFIG_INVALID' }),
    );
  });

  it.each(['grant', 'start', 'history'] as const)(
    'is not sent to a redirect of %s, which is reported and retried',
    async (endpoint) => {
      const test = testClient();
      const errors = test.collect('error');
      test.platform.instead[endpoint] = () =>
        new Response(null, { status: 307, headers: { location: 'https://evil.test' } });
      void test.client.connect();
      await test.clock.advance(100);
      const reported = endpoint === 'history' ? errors[0] : (test.client.state as { cause?: Error }).cause;
      expect(reported).toMatchObject({
        name: 'HttpError',
        status: 307,
        retryable: true,
        message: expect.stringContaining('redirect'),
      });
      delete test.platform.instead[endpoint];
      await test.reach('ready');
      await test.clock.advance(30_000);
      expect(test.client.state.status).toBe('ready');
    },
  );
});
