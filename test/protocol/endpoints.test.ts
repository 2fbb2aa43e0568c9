import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import {
  apiUrl,
  grantUrl,
  historyUrl,
  normaliseApiUrl,
  readOrigins,
  readSocketUrl,
  socketUrl,
  startUrl,
  subprotocols,
} from '../../src/protocol/endpoints.js';
import { wireFixture } from '../fixtures/wire/wire-fixtures.js';

describe('normaliseApiUrl', () => {
  it.each([
    ['https://host', 'https://host'],
    ['https://host/', 'https://host'],
    ['https://host/api', 'https://host'],
    ['https://host/api/', 'https://host'],
    ['https://host/api/1.1', 'https://host'],
    ['https://host/api/1.1/', 'https://host'],
    ['https://host//api//1.1//', 'https://host'],
    ['https://host/api?x=1#y', 'https://host'],
    [' https://host/api ', 'https://host'],
    ['HTTPS://Host:443/api/', 'https://host'],
    ['http://127.0.0.1:3000/api', 'http://127.0.0.1:3000'],
    ['https://proxy/x/api', 'https://proxy/x'],
    ['https://proxy/x/api/1.1/', 'https://proxy/x'],
    ['https://proxy/x/', 'https://proxy/x'],
    ['https://proxy/api/x', 'https://proxy/api/x'],
    ['https://proxy/myapi', 'https://proxy/myapi'],
  ])('%s → %s', (apiUrl, base) => {
    expect(normaliseApiUrl(apiUrl)).toBe(base);
    expect(normaliseApiUrl(base)).toBe(base);
  });

  it.each([
    '',
    'host',
    'platform.kore.ai/api',
    '/api',
    'localhost:3000',
    'ws://host',
    'ftp://host',
    'javascript:alert(1)',
    undefined,
    null,
    5,
  ])('rejects %s', (apiUrl) => {
    expect(() => normaliseApiUrl(apiUrl as string)).toThrow(ConfigError);
    expect(() => normaliseApiUrl(apiUrl as string)).toThrow(/apiUrl/);
  });

  it('does not quote the URL, which may hold a password', () => {
    expect(() => normaliseApiUrl('ftp://user:hunter2@host')).toThrow(expect.not.stringContaining('hunter2'));
  });
});

describe('URLs that receive a token', () => {
  it.each([
    'http://platform.kore.ai',
    'http://10.0.0.1',
    'http://localhost.evil.test',
    'http://127.0.0.1.evil.test',
    'http://[::2]',
  ])('the unencrypted apiUrl %s is rejected without allowInsecure', (apiUrl) => {
    expect(() => normaliseApiUrl(apiUrl)).toThrow(
      'unable to use apiUrl; it is not encrypted, and allowInsecure is not set',
    );
    expect(normaliseApiUrl(apiUrl, { allowInsecure: true })).toBe(apiUrl);
  });

  it.each([
    'http://localhost',
    'http://LOCALHOST:3000',
    'http://app.localhost',
    'http://127.0.0.1:9',
    'http://127.8.9.10',
    'http://[::1]:80',
  ])(
    'the loopback apiUrl %s needs no encryption',
    (apiUrl) => void expect(normaliseApiUrl(apiUrl)).toBe(new URL(apiUrl).origin),
  );

  it.each(['https://user@host', 'https://user:hunter2@host/api', 'https://:hunter2@host', 'http://a:b@localhost'])(
    'an apiUrl with a user or a password is rejected: %s',
    (apiUrl) => {
      expect(() => normaliseApiUrl(apiUrl, { allowInsecure: true })).toThrow(
        'unable to use apiUrl; it holds a user or password',
      );
    },
  );

  it('allowedPlatforms restricts apiUrl to its origins', () => {
    const allowedPlatforms = readOrigins(['https://A.test/api/', 'https://b.test:8443']);
    expect(allowedPlatforms).toEqual(['https://a.test', 'https://b.test:8443']);
    expect(normaliseApiUrl('https://a.test/x', { allowedPlatforms })).toBe('https://a.test/x');
    for (const apiUrl of ['https://b.test', 'https://a.test.evil.test', 'https://a.test:444', 'http://localhost']) {
      expect(() => normaliseApiUrl(apiUrl, { allowedPlatforms })).toThrow(
        'unable to use apiUrl; it is not in allowedPlatforms',
      );
    }
    expect(() => normaliseApiUrl('https://a.test', { allowedPlatforms: [] })).toThrow(ConfigError);
    expect(readOrigins(undefined)).toBeUndefined();
  });

  it.each(['https://a.test', ['a.test'], [5], [null], {}, 5])('allowedPlatforms rejects %j', (list) => {
    expect(() => readOrigins(list as never)).toThrow('unable to use allowedPlatforms');
  });

  it.each([
    ['wss://a.test/rtm?sid=1', 'https://b.test/api'],
    ['wss://a.test/rtm?sid=1', 'http://localhost:1/api'],
    ['ws://127.0.0.1:1/rtm', 'http://127.0.0.1:1/api'],
    ['ws://localhost:1/rtm', 'http://127.0.0.1:1/api'],
  ])('a socket at %s is accepted for %s', (url, base) => {
    expect(readSocketUrl(url, base, {}).href).toBe(new URL(url).href);
  });

  it.each([
    ['ws://a.test/rtm', 'https://a.test/api', 'is not encrypted'],
    ['ws://localhost/rtm', 'https://a.test/api', 'is not encrypted'],
    ['ws://a.test/rtm', 'http://localhost/api', 'is not encrypted'],
    ['wss://user:x@a.test/rtm', 'https://a.test/api', 'holds a user'],
    ['https://a.test/rtm', 'https://a.test/api', 'is not a URL like wss:'],
    ['javascript:alert(1)', 'https://a.test/api', 'is not a URL like wss:'],
  ])('a socket at %s is rejected for good for %s', (url, base, why) => {
    const error = errorOf(() => readSocketUrl(url, base, {}));
    expect(error).toMatchObject({ name: 'ProtocolError', code: 'XO_PROTOCOL_ANSWER', retryable: false });
    expect(error.message).toContain(why);
  });

  it.each([undefined, null, '', 5, {}, ['wss://a.test'], { toString: () => 'wss://a.test' }, '/rtm', 'rtm'])(
    'the missing socket URL %j is retryable',
    (url) => {
      expect(errorOf(() => readSocketUrl(url, 'https://a.test', {}))).toMatchObject({
        name: 'ProtocolError',
        retryable: true,
      });
    },
  );

  it('allowInsecure and allowedPlatforms apply to socket URLs', () => {
    expect(readSocketUrl('ws://a.test/rtm', 'https://a.test', { allowInsecure: true }).host).toBe('a.test');
    const allowedPlatforms = ['https://a.test'];
    expect(readSocketUrl('wss://a.test:443/rtm', 'https://a.test', { allowedPlatforms }).host).toBe('a.test');
    for (const url of ['wss://b.test/rtm', 'wss://a.test:444/rtm', 'ws://a.test/rtm']) {
      expect(
        errorOf(() => readSocketUrl(url, 'https://a.test', { allowedPlatforms, allowInsecure: true })),
      ).toMatchObject({
        retryable: false,
        message: 'unable to get a socket URL; it is not in allowedPlatforms',
      });
    }
  });

  function errorOf(work: () => unknown): Error {
    try {
      work();
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was thrown');
  }
});

describe('REST URLs', () => {
  const base = normaliseApiUrl('https://host/api/');

  it('are the documented ones', () => {
    const path = (name: string) => wireFixture('guide', name).path;
    expect(grantUrl(base)).toBe(`https://host${path('grant request')}`);
    expect(startUrl(base)).toBe(`https://host${path('start request')}`);
    expect(historyUrl(base, '{{botId}}', { limit: 10 })).toBe(
      `https://host${path('history request of the cURL sample')}`.replace('{{botId}}', '%7B%7BbotId%7D%7D'),
    );
  });

  it('encode their parameters', () => {
    expect(historyUrl(base, 'st-1&x=y', { offset: 0, limit: 20, msgId: 'ms-ä', forward: true })).toBe(
      'https://host/api/botmessages/rtm?botId=st-1%26x%3Dy&offset=0&limit=20&msgId=ms-%C3%A4&forward=true',
    );
    expect(historyUrl(base, 'st-1')).toBe('https://host/api/botmessages/rtm?botId=st-1');
    expect(apiUrl(base, 'websdkthemes/st-1/activetheme')).toBe('https://host/api/websdkthemes/st-1/activetheme');
  });
});

describe('socketUrl', () => {
  const url = wireFixture('guide', 'start answer').frame.url as string;

  it.each([
    [{ reconnect: false }, ''],
    [{ reconnect: true }, '&isReconnect=true'],
    [{ reconnect: false, connectionMode: 'Default' }, '&ConnectionMode=Default'],
    [{ reconnect: false, connectionMode: 'Start_New_Resume_Agent' }, '&ConnectionMode=Start_New_Resume_Agent'],
    [{ reconnect: true, connectionMode: 'Start_New' }, '&ConnectionMode=Reconnect'],
  ] as const)('%o appends "%s"', (options, suffix) => {
    expect(socketUrl(url, options)).toBe(url + suffix);
  });

  it('starts a query if there is none, and encodes the mode', () => {
    expect(socketUrl('wss://host/rtm', { reconnect: true })).toBe('wss://host/rtm?isReconnect=true');
    expect(socketUrl(url, { reconnect: false, connectionMode: 'a&b=c' as never })).toBe(
      `${url}&ConnectionMode=a%26b%3Dc`,
    );
  });
});

it('subprotocols returns those of secure RTM in order', () => {
  expect(subprotocols('h.p.s', 'n0nce')).toEqual(['x-rtm-v|1', 'jwt|h.p.s', 'nonce|n0nce']);
});
