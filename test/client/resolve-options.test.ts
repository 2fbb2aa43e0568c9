import { afterEach, describe, expect, it, vi } from 'vitest';
import { resolveOptions } from '../../src/client/resolve-options.js';
import { ConfigError } from '../../src/errors/index.js';
import type { WebSocketConstructor } from '../../src/rtm/socket.js';

afterEach(() => void vi.unstubAllGlobals());

const WebSocket = function none() {} as unknown as WebSocketConstructor;
const GOOD = { apiUrl: 'https://bots.test', bot: { name: 'Demo', id: 'st-1' }, getJwt: () => 'x', WebSocket };

describe('resolveOptions', () => {
  it.each(['https://bots.test', 'https://bots.test/', 'https://bots.test/api/', 'https://bots.test/api/1.1/'])(
    'normalizes %s',
    (apiUrl) => {
      expect(resolveOptions({ ...GOOD, apiUrl }).base).toBe('https://bots.test');
    },
  );

  it('adds the defaults', () => {
    expect(resolveOptions(GOOD)).toMatchObject({
      ackTimeoutMs: 8_000,
      queueLimit: 500,
      gapLimit: 1_000,
      language: 'en',
    });
  });

  it('keeps given options', () => {
    expect(resolveOptions({ ...GOOD, ackTimeoutMs: 1, language: 'de' })).toMatchObject({
      ackTimeoutMs: 1,
      language: 'de',
    });
  });

  it.each([
    ['apiUrl', { apiUrl: 'bots.test' }],
    ['apiUrl', { apiUrl: undefined }],
    ['bot.name', { bot: undefined }],
    ['bot.name', { bot: { name: '', id: 'st-1' } }],
    ['bot.id', { bot: { name: 'Demo' } }],
    ['getJwt', { getJwt: undefined }],
    ['getJwt', { getJwt: 'a JWT' }],
  ])('names the invalid option: %s', (name, wrong) => {
    const resolve = () => resolveOptions({ ...GOOD, ...wrong } as never);
    expect(resolve).toThrow(ConfigError);
    expect(resolve).toThrow(name);
  });

  it('refuses a logger that is a function', () => {
    expect(() => resolveOptions({ ...GOOD, logger: (() => {}) as never })).toThrow('logger.warn must be a function');
  });

  const NUMBERS = [
    'requestTimeoutMs',
    'ackTimeoutMs',
    'queueLimit',
    'gapLimit',
    'historyLagMs',
    'maxAnswerLength',
  ] as const;
  const NO_NUMBERS = [Number.NaN, '8000', -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true, {}, [5], 5n];

  it.each(NUMBERS)('refuses a value of %s that is no number from 0', (name) => {
    for (const value of NO_NUMBERS) {
      const resolve = () => resolveOptions({ ...GOOD, [name]: value as never });
      expect(resolve).toThrow(ConfigError);
      expect(resolve).toThrow(`unable to make a chat client; ${name} must be a number from 0`);
    }
    expect(resolveOptions({ ...GOOD, [name]: 0 })[name]).toBe(0);
  });

  it.each([
    ['language', 5, 'language must be of type string'],
    ['locale', {}, 'locale must be of type string'],
    ['locale', Symbol('de'), 'locale must be of type string'],
    ['secureRtm', 'false', 'secureRtm must be of type boolean'],
    ['allowInsecure', 'false', 'allowInsecure must be of type boolean'],
    ['random', 0.5, 'random must be of type function'],
    ['signals', 5, 'signals must be of type object'],
    ['signals', () => {}, 'signals must be of type object'],
    ['clock', 5, 'clock.after must be a function'],
    ['clock', { now: () => 0 }, 'clock.after must be a function'],
    ['clock', Date, 'clock.after must be a function'],
    ['storage', 'local', 'storage.getItem must be a function'],
    ['storage', new Map(), 'storage.getItem must be a function'],
    ['tabStorage', true, 'tabStorage.getItem must be a function'],
    ['locks', {}, 'locks.request must be a function'],
    ['logger', 'console', 'logger.warn must be a function'],
    ['logger', {}, 'logger.warn must be a function'],
  ])('says what type the option %s must have, instead of %o', (name, value, problem) => {
    const resolve = () => resolveOptions({ ...GOOD, [name]: value } as never);
    expect(resolve).toThrow(ConfigError);
    expect(resolve).toThrow(problem);
  });

  it('gives options that are null their default, except for locks and the storage of the tab', () => {
    const none = { clock: null, signals: null, storage: null, logger: null, ackTimeoutMs: null, locale: null };
    const resolved = resolveOptions({ ...GOOD, ...none, locks: null, tabStorage: null } as never);
    expect(resolved).toMatchObject({ ackTimeoutMs: 8_000, locks: null, tabStorage: null });
    expect(resolved.clock.now()).toBeGreaterThan(0);
    expect(resolved).not.toHaveProperty('storage');
  });

  it.each([undefined, null, 5, 'text'])('names the first required option if there are no options: %s', (options) => {
    expect(() => resolveOptions(options as never)).toThrow('bot.name and bot.id');
  });

  it.each(['fetch', 'WebSocket'])('throws if %s is no function', (name) => {
    expect(() => resolveOptions({ ...GOOD, [name]: 'text' as never })).toThrow(
      expect.objectContaining({ code: 'XO_CONFIG_ENVIRONMENT' }),
    );
  });

  it('does not repeat an apiUrl that contains a password', () => {
    expect(() => resolveOptions({ ...GOOD, apiUrl: 'ftp://me:secret@x' })).toThrow(/^(?!.*secret)/);
  });

  it.each(['fetch', 'WebSocket'])('throws XO_CONFIG_ENVIRONMENT if the runtime has no %s', (name) => {
    vi.stubGlobal(name, undefined);
    const { WebSocket: _, ...bare } = GOOD;
    const options = name === 'fetch' ? GOOD : bare;
    expect(() => resolveOptions(options)).toThrow(expect.objectContaining({ code: 'XO_CONFIG_ENVIRONMENT' }));
  });

  it('calls the global fetch with the right this', async () => {
    vi.stubGlobal('fetch', function strict(this: unknown) {
      if (this !== globalThis) throw new TypeError('Illegal invocation');
      return Promise.resolve('ok');
    });
    const { fetch } = resolveOptions(GOOD);
    expect(await { fetch }.fetch('x')).toBe('ok');
  });
});
