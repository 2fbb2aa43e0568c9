import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { emulators, Line, PlatformUser, refused, StandingClock } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

describe('the URL', () => {
  test('can be used once', async () => {
    const user = await PlatformUser.of(await started.start());
    const { body } = await user.start();
    await Line.open(body.url as string, user.botInfo);
    expect(await refused(body.url as string)).toEqual({
      status: 401,
      body: { errors: [{ msg: 'Invalid sid: used', code: 401 }] },
    });
  });

  test('is valid for 30 s, and not a millisecond longer', async () => {
    const clock = new StandingClock();
    const user = await PlatformUser.of(await started.start({ clock }));
    const [early, late] = [(await user.start()).body.url as string, (await user.start()).body.url as string];
    clock.at += 29_999;
    await Line.open(early, user.botInfo);
    clock.at += 1;
    expect(await refused(late)).toMatchObject({ status: 401, body: { errors: [{ msg: 'Invalid sid: lapsed' }] } });
  });

  test('must have been issued', async () => {
    const emulator = await started.start();
    const url = `${emulator.url.replace('http', 'ws')}/rtm/bot`;
    expect(await refused(`${url}?sid=${'x'.repeat(32)}`)).toMatchObject({ status: 401 });
    expect(await refused(url)).toMatchObject({ status: 401 });
    expect(await refused(url.replace('/bot', '/other'))).toMatchObject({ status: 404 });
  });

  test('works with further parameters behind it', async () => {
    const user = await PlatformUser.of(await started.start());
    const line = await user.connect('&isReconnect=true&foo=bar baz');
    await line.received('bot_active');
  });
});

describe('secure RTM', () => {
  const secure = async (options: object = {}) => {
    const user = await PlatformUser.of(await started.start(options));
    const { url, nonce } = (await user.start({ 'x-rtm-v': '1' })).body as { url: string; nonce: string };
    return { user, url, nonce };
  };

  test('takes the three sub-protocols, and answers with the one that is no secret', async () => {
    const { user, url, nonce } = await secure();
    const line = await Line.open(url, user.botInfo, ['x-rtm-v|1', `jwt|${user.jwt}`, `nonce|${nonce}`]);
    expect(line.socket.protocol).toBe('x-rtm-v|1');
    line.sendMessage('Hi');
    await line.answered('Hi');
  });

  test('takes a client that offers none, as mobile SDKs do', async () => {
    const { user, url } = await secure();
    await Line.open(url, user.botInfo);
  });

  test('the JWT may have expired since the grant', async () => {
    const clock = new StandingClock();
    const { user, nonce, url } = await secure({ clock, socketUrlTtlMs: 10_000_000 });
    clock.at += 3_600_000;
    await Line.open(url, user.botInfo, ['x-rtm-v|1', `jwt|${user.jwt}`, `nonce|${nonce}`]);
  });

  test.each<[string, (right: { jwt: string; nonce: string; other: string }) => string[], string]>([
    ['another nonce', ({ jwt }) => ['x-rtm-v|1', `jwt|${jwt}`, 'nonce|0'], 'Invalid nonce'],
    ['no nonce', ({ jwt }) => ['x-rtm-v|1', `jwt|${jwt}`], 'Invalid nonce'],
    ['another version', ({ jwt, nonce }) => ['x-rtm-v|2', `jwt|${jwt}`, `nonce|${nonce}`], 'Unsupported RTM version'],
    ['a protocol of its own', () => ['soap'], 'Unsupported RTM version'],
    ['another user’s JWT', ({ other, nonce }) => ['x-rtm-v|1', `jwt|${other}`, `nonce|${nonce}`], 'Invalid jwt'],
    [
      'a broken JWT',
      ({ nonce }) => ['x-rtm-v|1', 'jwt|a.b.c', `nonce|${nonce}`],
      'error verifying the jwt: jwt malformed',
    ],
  ])('refuses %s', async (_name, protocols, msg) => {
    const { user, url, nonce } = await secure();
    const other = (await PlatformUser.of(user.emulator, 'bob')).jwt;
    const answer = await refused(url, { protocols: protocols({ jwt: user.jwt, nonce, other }) });
    expect(answer).toEqual({ status: 401, body: { errors: [{ msg, code: 401 }] } });
  });

  test('refuses sub-protocols where no nonce was given out', async () => {
    const user = await PlatformUser.of(await started.start());
    const { body } = await user.start();
    const protocols = ['x-rtm-v|1', `jwt|${user.jwt}`, 'nonce|undefined'];
    expect(await refused(body.url as string, { protocols })).toMatchObject({ status: 401 });
  });
});

test('a frame that is too long closes the socket with 1009', async () => {
  const user = await PlatformUser.of(await started.start({ maxFrameBytes: 1000 }));
  const line = await user.connect();
  line.sendMessage('x'.repeat(2000));
  expect(await line.ended()).toMatchObject({ code: 1009 });
});
