import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import {
  apiUrl,
  grantUrl,
  historyUrl,
  normaliseApiUrl,
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
  ])('refuses %s', (apiUrl) => {
    expect(() => normaliseApiUrl(apiUrl as string)).toThrow(ConfigError);
    expect(() => normaliseApiUrl(apiUrl as string)).toThrow(/apiUrl/);
  });

  it('does not repeat the address: it may hold a password', () => {
    expect(() => normaliseApiUrl('ftp://user:hunter2@host')).toThrow(expect.not.stringContaining('hunter2'));
  });
});

describe('addresses', () => {
  const base = normaliseApiUrl('https://host/api/');

  it('are those of the seeds', () => {
    const path = (name: string) => wireFixture('seeds', name).path;
    expect(grantUrl(base)).toBe(`https://host${path('grant request')}`);
    expect(startUrl(base)).toBe(`https://host${path('start request')}`);
    expect(historyUrl(base, '{{botId}}', { limit: 10 })).toBe(
      `https://host${path('history request of the cURL sample')}`.replace('{{botId}}', '%7B%7BbotId%7D%7D'),
    );
  });

  it('encode what they are given', () => {
    expect(historyUrl(base, 'st-1&x=y', { offset: 0, limit: 20, msgId: 'ms-ä', forward: true })).toBe(
      'https://host/api/botmessages/rtm?botId=st-1%26x%3Dy&offset=0&limit=20&msgId=ms-%C3%A4&forward=true',
    );
    expect(historyUrl(base, 'st-1')).toBe('https://host/api/botmessages/rtm?botId=st-1');
    expect(apiUrl(base, 'websdkthemes/st-1/activetheme')).toBe('https://host/api/websdkthemes/st-1/activetheme');
  });
});

describe('socketUrl', () => {
  const url = wireFixture('seeds', 'start answer').frame.url as string;

  it.each([
    [{ reconnect: false }, ''],
    [{ reconnect: true }, '&isReconnect=true'],
    [{ reconnect: false, connectionMode: 'Default' }, '&ConnectionMode=Default'],
    [{ reconnect: false, connectionMode: 'Start_New_Resume_Agent' }, '&ConnectionMode=Start_New_Resume_Agent'],
    [{ reconnect: true, connectionMode: 'Start_New' }, '&ConnectionMode=Reconnect'],
  ] as const)('%o appends "%s"', (options, suffix) => {
    expect(socketUrl(url, options)).toBe(url + suffix);
  });

  it('starts a query where there is none, and encodes', () => {
    expect(socketUrl('wss://host/rtm', { reconnect: true })).toBe('wss://host/rtm?isReconnect=true');
    expect(socketUrl(url, { reconnect: false, connectionMode: 'a&b=c' as never })).toBe(
      `${url}&ConnectionMode=a%26b%3Dc`,
    );
  });
});

it('subprotocols are those of secure RTM, in order', () => {
  expect(subprotocols('h.p.s', 'n0nce')).toEqual(['x-rtm-v|1', 'jwt|h.p.s', 'nonce|n0nce']);
});
