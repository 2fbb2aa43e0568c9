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
  test('answers 429 with Retry-After in seconds twice, then normally', async () => {
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

  test('message and code can be chosen', async () => {
    const action = { type: 'status', status: 401, msg: 'token expired', code: 'TOKEN_EXPIRED' } as const;
    const { user } = await start('botmessages', action);
    expect(await user.history('')).toMatchObject({
      status: 401,
      body: { errors: [{ msg: 'token expired', code: 'TOKEN_EXPIRED' }] },
    });
  });

  test('applies only to the named endpoint', async () => {
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

test('garbage: 200 with the page of a proxy', async () => {
  const { user, emulator } = await start('rtm/start', 'garbage');
  const response = await fetch(`${emulator.apiUrl}rtm/start`, { method: 'POST', headers: user.auth });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).toMatch(/^<!doctype html>/);
});

describe('an answer that is not the platform’s', () => {
  const startRtm = async ({ emulator, auth }: PlatformUser) => {
    const init = { method: 'POST', headers: auth, redirect: 'manual' } as const;
    const response = await fetch(`${emulator.apiUrl}rtm/start`, init);
    const { status, headers } = response;
    return {
      status,
      type: headers.get('content-type'),
      location: headers.get('location'),
      text: await response.text(),
    };
  };

  test.each([
    [
      { type: 'foreignAnswer' } as const,
      { status: 502, type: 'text/html', text: expect.stringContaining('502 Bad Gateway') },
    ],
    [
      { type: 'foreignAnswer', status: 200, body: '<!doctype html><h1>Log in to the hotel' } as const,
      { status: 200, type: 'text/html', text: '<!doctype html><h1>Log in to the hotel' },
    ],
    [
      { type: 'foreignAnswer', status: 403, as: 'json' } as const,
      { status: 403, type: 'application/json', text: '{"message":"Forbidden"}' },
    ],
    [
      { type: 'foreignAnswer', status: 404, as: 'json', body: '{"fault":{}}' } as const,
      { status: 404, type: 'application/json', text: '{"fault":{}}' },
    ],
    [
      { type: 'redirect', location: 'https://login.example/?to=x' } as const,
      { status: 307, location: 'https://login.example/?to=x' },
    ],
    [{ type: 'redirect', location: '/portal', status: 302 } as const, { status: 302, location: '/portal', text: '' }],
  ])('%j', async (action, answer) => {
    const { user } = await start('rtm/start', action, { count: 1 });
    expect(await startRtm(user)).toMatchObject(answer);
    expect((await user.start()).status).toBe(200);
  });

  test('can come at every endpoint, and is in the trace', async () => {
    const emulator = await started.start();
    const statuses: unknown[] = [];
    emulator.observe((entry) => void (entry.direction === 'http' && statuses.push(entry.status)));
    emulator.faults.add({ match: { at: 'http' }, action: 'foreignAnswer' });
    for (const path of ['jwt', 'api/oAuth/token/jwtgrant']) {
      expect((await fetch(`${emulator.url}/${path}`, { method: 'POST' })).status).toBe(502);
    }
    expect(statuses).toEqual([502, 502]);
  });
});

describe('socketUrl: another URL in the answer of rtm/start', () => {
  test.each([
    [{ scheme: 'wss' }, /^wss:\/\/127\.0\.0\.1:\d+\/rtm\/bot\?sid=\w{32}$/],
    [{ host: 'evil.example:8443' }, /^ws:\/\/evil\.example:8443\/rtm\/bot\?sid=\w{32}$/],
    [{ scheme: 'https', host: '[::2]' }, /^https:\/\/\[::2\]\/rtm\/bot\?sid=\w{32}$/],
  ] as const)('%j', async (parts, url) => {
    const { user } = await start('rtm/start', { type: 'socketUrl', ...parts }, { count: 1 });
    expect((await user.start()).body.url).toMatch(url);
    await user.connect();
  });

  test.each([[['ws://a']], [{ href: 'ws://a' }], [null], [''], ['javascript:1'], [7]])(
    'or %j altogether',
    async (value) => {
      const { user } = await start('rtm/start', { type: 'socketUrl', value });
      expect((await user.start()).body.url).toEqual(value);
    },
  );
});

test('delay: the correct answer, later', async () => {
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

  test('lagHistory: messages appear later, and stay', async () => {
    const { user, emulator } = await start('botmessages', { type: 'lagHistory', ms: 150 });
    emulator.say('m1');
    const before = performance.now();
    expect((await user.history('')).body).toMatchObject({ total: 0, moreAvailable: false, messages: [] });
    const [known] = emulator.messages('ann');
    expect((await user.history(`msgId=${known!._id}&forward=true`)).status).toBe(400);
    await expect.poll(() => texts(user, '')).toEqual(['m1']);
    expect(performance.now() - before).toBeGreaterThanOrEqual(145);
    emulator.say('m2');
    expect(await texts(user, '')).toEqual(['m1']);
    expect((await user.history(`msgId=${known!._id}&forward=true`)).body).toMatchObject({ total: 1, messages: [] });
    await expect.poll(() => texts(user, `msgId=${known!._id}&forward=true`)).toEqual(['m2']);
    emulator.say('m3');
    emulator.faults.clear();
    expect(await texts(user, '')).toEqual(['m1', 'm2', 'm3']);
  });

  test('lagHistory: an acknowledged message of the user lags, too', async () => {
    const { user, emulator } = await start('botmessages', { type: 'lagHistory', ms: 60_000 });
    const line = await user.connect();
    line.sendMessage('Hi', 1);
    await line.received('ack');
    expect(emulator.messages('ann').length).toBeGreaterThan(0);
    expect((await user.history('')).body).toMatchObject({ total: 0, messages: [] });
  });

  test('lagHistory: each message has its own lag, and a later one may show first', async () => {
    const ms = { min: 0, max: 2000 };
    const { user, emulator } = await start('botmessages', { type: 'lagHistory', ms }, {}, { seed: 3 });
    const all = Array.from({ length: 12 }, (_, number) => `m${number}`);
    for (const text of all) emulator.say(text);
    const seen: string[][] = [];
    await expect
      .poll(async () => seen.push(await texts(user, 'limit=100')) && seen.at(-1)!.length, { interval: 10 })
      .toBe(all.length);
    const partial = seen.filter(({ length }) => length > 0 && length < all.length);
    expect(partial.some((shown) => shown.join() !== all.slice(0, shown.length).join())).toBe(true);
    for (const [at, shown] of seen.entries()) {
      expect(shown).toEqual(all.filter((text) => shown.includes(text)));
      expect(seen[at - 1]?.filter((text) => !shown.includes(text)) ?? []).toEqual([]);
    }
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
    await (await other.connect()).received('session_start');
  });

  test('delay: late enough for the URL to lapse', async () => {
    const emulator = await started.start({ socketUrlTtlMs: 40 });
    const user = await PlatformUser.of(emulator);
    emulator.faults.add({ match: { at: 'connection' }, action: { type: 'delay', ms: 80 } });
    expect(await refused((await user.start()).body.url as string)).toMatchObject({ status: 401 });
  });
});
