import { afterEach, describe, expect, test } from 'vitest';
import { type FaultAction, startEmulator } from '../../../src/emulator/index.js';
import { call, emulators, Line, PlatformUser, refused, StandingClock } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

async function start(
  endpoint: string,
  action: FaultAction | FaultAction['type'],
  rest: object = {},
  options: object = {},
) {
  const emulator = await started.start(options);
  const user = await PlatformUser.of(emulator);
  emulator.faults.add({ match: { at: 'http', endpoint }, action, ...rest });
  return { emulator, user };
}

describe('status', () => {
  test('429 with Retry-After in seconds, twice, then as ever', async () => {
    const { user } = await start('rtm/start', { type: 'status', status: 429, retryAfter: 2 }, { count: 2 });
    for (let i = 0; i < 2; i++) {
      const { status, headers, body } = await user.start();
      expect(status).toBe(429);
      expect(headers.get('retry-after')).toBe('2');
      expect(body).toEqual({ errors: [{ msg: 'Too Many requests', code: 429 }] });
    }
    expect((await user.start()).status).toBe(200);
  });

  test('Retry-After as a date, by the emulator’s clock', async () => {
    const clock = new StandingClock();
    const action = { type: 'status', status: 503, retryAfter: 90, retryAfterAs: 'date' } as const;
    const { user } = await start('rtm/start', action, {}, { clock });
    expect((await user.start()).headers.get('retry-after')).toBe('Wed, 01 Jan 2025 00:01:30 GMT');
  });

  test('words and code can be chosen', async () => {
    const action = { type: 'status', status: 401, msg: 'token expired', code: 'TOKEN_EXPIRED' } as const;
    const { user } = await start('botmessages', action);
    expect(await user.history('')).toMatchObject({
      status: 401,
      body: { errors: [{ msg: 'token expired', code: 'TOKEN_EXPIRED' }] },
    });
  });

  test('hits only the endpoint that is named', async () => {
    const { user } = await start('jwtgrant', { type: 'status', status: 500 });
    expect((await user.start()).status).toBe(200);
    expect((await call(`${user.emulator.apiUrl}oAuth/token/jwtgrant`, { json: {} })).status).toBe(500);
  });
});

test('timeout: never answers', async () => {
  const { user, emulator } = await start('rtm/start', 'timeout');
  const answer = fetch(`${emulator.apiUrl}rtm/start`, {
    method: 'POST',
    headers: user.auth,
    signal: AbortSignal.timeout(200),
  });
  await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('a timeout ends when the emulator stops', async () => {
  const { user, emulator } = await start('rtm/start', 'timeout');
  const answer = user.start();
  answer.catch(() => {});
  await expect.poll(() => emulator.faults.hits).toHaveLength(1);
  await emulator.stop();
  await expect(answer).rejects.toThrow();
});

test('terminate: the connection breaks without an answer', async () => {
  const { user } = await start('rtm/start', 'terminate');
  await expect(user.start()).rejects.toThrow('fetch failed');
});

test('garbage: 200, and a page of some proxy', async () => {
  const { user, emulator } = await start('rtm/start', 'garbage');
  const response = await fetch(`${emulator.apiUrl}rtm/start`, { method: 'POST', headers: user.auth });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).toMatch(/^<!doctype html>/);
});

test('delay: right, but late', async () => {
  const { user } = await start('rtm/start', { type: 'delay', ms: 80 });
  const before = performance.now();
  expect((await user.start()).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(75);
});

test('expireToken: the token of the request has run out; a new one is good', async () => {
  const { user } = await start('rtm/start', 'expireToken', { count: 1 });
  expect(await user.start()).toMatchObject({ status: 401, body: { errors: [{ code: 'TOKEN_EXPIRED' }] } });
  await user.grant();
  expect((await user.start()).status).toBe(200);
});

test('lapseUrl: the URL is too old when it comes', async () => {
  const { user } = await start('rtm/start', 'lapseUrl', { count: 1 });
  expect(await refused((await user.start()).body.url as string)).toMatchObject({
    status: 401,
    body: { errors: [{ msg: 'Invalid sid: lapsed' }] },
  });
  await user.connect();
});

describe('pages of the history', () => {
  const texts = async (user: PlatformUser, query: string) =>
    ((await user.history(query)).body.messages as { components: [{ data: { text: string } }] }[]).map(
      ({ components }) => components[0].data.text,
    );

  test('shortPage: fewer than asked for, and more available', async () => {
    const { user, emulator } = await start('botmessages', { type: 'shortPage', limit: 2 });
    for (let i = 1; i <= 5; i++) emulator.say(`m${i}`);
    expect(await texts(user, 'limit=4')).toEqual(['m4', 'm5']);
    expect((await user.history('limit=4')).body).toMatchObject({ total: 5, moreAvailable: true });
  });

  test('overlapPage: repeats what the page before had', async () => {
    const { user, emulator } = await start('botmessages', { type: 'overlapPage', by: 1 });
    for (let i = 1; i <= 5; i++) emulator.say(`m${i}`);
    expect(await texts(user, 'limit=2')).toEqual(['m4', 'm5']);
    expect(await texts(user, 'limit=2&offset=2')).toEqual(['m3', 'm4']);
  });
});

describe('connections', () => {
  test('refuse: an HTTP status before the upgrade, and the URL is still good', async () => {
    const emulator = await started.start();
    const user = await PlatformUser.of(emulator);
    const url = (await user.start()).body.url as string;
    emulator.faults.add({ match: { at: 'connection' }, action: { type: 'refuse', status: 502 }, count: 1 });
    expect(await refused(url)).toMatchObject({ status: 502, body: { errors: [{ code: 502 }] } });
    await Line.open(url, user.botInfo);
  });

  test('terminate: no answer at all', async () => {
    const emulator = await started.start();
    const user = await PlatformUser.of(emulator);
    emulator.faults.add({ match: { at: 'connection' }, action: 'terminate' });
    await expect(user.connect()).rejects.toThrow('socket hang up');
  });

  test('close: opens, and closes at once with the code', async () => {
    const emulator = await started.start();
    const user = await PlatformUser.of(emulator);
    emulator.faults.add({ match: { at: 'connection', user: 'ann' }, action: { type: 'close', code: 1008 } });
    const line = await user.connect();
    expect(await line.ended()).toMatchObject({ code: 1008 });
    const other = await PlatformUser.of(emulator, 'bob');
    await (await other.connect()).heard('session_start');
  });

  test('delay: late enough for the URL to lapse', async () => {
    const emulator = await started.start({ socketUrlTtlMs: 40 });
    const user = await PlatformUser.of(emulator);
    emulator.faults.add({ match: { at: 'connection' }, action: { type: 'delay', ms: 80 } });
    expect(await refused((await user.start()).body.url as string)).toMatchObject({ status: 401 });
  });
});
