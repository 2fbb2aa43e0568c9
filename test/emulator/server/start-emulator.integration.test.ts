import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator, type TraceEntry } from '../../../src/emulator/index.js';
import { call, emulators, Line, PlatformUser, refused } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

/** Sockets, servers and timers of this process that keep it alive. Client sockets of fetch are not the emulator's. */
function openThings(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /TCPServerWrap|Timeout/.test(name))
    .sort();
}

describe('stop', () => {
  test('leaves no server, socket or timer open', async () => {
    const before = openThings();
    const emulator = await started.start({
      script: async (_message, say, { sleep }) => {
        await sleep(60_000);
        await say('too late');
      },
    });
    const user = await PlatformUser.of(emulator);
    const lines = [await user.connect(), await user.connect(), await user.connect()];
    emulator.faults.add([
      { match: { at: 'out', frame: 'user_message' }, action: { type: 'delay', ms: 60_000 } },
      { match: { at: 'in', text: 'held' }, action: { type: 'reorder', ms: 60_000 } },
      { match: { at: 'in', text: 'hole' }, action: 'blackHole' },
      { match: { at: 'http', endpoint: 'rtm/start' }, action: 'timeout' },
      { match: { at: 'http', endpoint: 'botmessages' }, action: { type: 'delay', ms: 60_000 } },
    ]);
    lines[0]?.sendMessage('Hi', 1);
    await lines[0]?.received('ack');
    lines[0]?.sendMessage('held', 2);
    lines[1]?.sendMessage('hole', 3);
    const pending = [user.start(), user.history('')];
    const failed = Promise.allSettled(pending);
    await expect.poll(() => emulator.faults.hits.length).toBe(6);
    expect(openThings().length).toBeGreaterThan(before.length);

    await emulator.stop();
    for (const line of lines) expect(await line.ended()).toMatchObject({ code: 1006 });
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect.poll(openThings).toEqual(before);
    expect(emulator.messages('ann').map(({ type }) => type)).toEqual(['incoming']);
    const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
    await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow('ECONNREFUSED');
  });

  test('a second call is the first one', async () => {
    const emulator = await started.start();
    expect(emulator.stop()).toBe(emulator.stop());
    expect(emulator[Symbol.asyncDispose]()).toBe(emulator.stop());
    await emulator.stop();
  });

  test('ends a stream of the bot', async () => {
    const emulator = await started.start({
      script: async (_message, say) => {
        await say.stream(
          (async function* () {
            for (;;) yield 'more ';
          })(),
          { pauseMs: 1 },
        );
      },
    });
    const line = await (await PlatformUser.of(emulator)).connect();
    line.sendMessage('Hi');
    await line.received('bot_response', 3);
    await emulator.stop();
    await line.ended();
  });
});

test('a port that is taken rejects, and leaves nothing', async () => {
  const first = await started.start();
  const port = Number(new URL(first.url).port);
  await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('two emulators in one process know nothing of each other', async () => {
  const [one, two] = [await started.start(), await started.start()];
  const user = await PlatformUser.of(one);
  expect(two.users).toEqual([]);
  expect(one.clientSecret).not.toBe(two.clientSecret);
  expect(await call(`${two.apiUrl}rtm/start`, { json: {}, headers: user.auth })).toMatchObject({ status: 401 });
  const url = (await user.start()).body.url as string;
  const port = new URL(two.url).port;
  expect(await refused(url.replace(/:\d+/, `:${port}`))).toMatchObject({ status: 401 });
  one.faults.add({ match: { at: 'out' }, action: 'drop' });
  expect(two.faults.rules).toEqual([]);
});

test('a seed repeats names, keys and ids', async () => {
  const story = async (seed: number) => {
    const emulator = await started.start({ seed });
    const user = await PlatformUser.of(emulator);
    emulator.say('Hi', { to: 'ann' });
    const { bot, clientId, clientSecret } = emulator;
    return [bot.id, clientId, clientSecret, user.token, emulator.messages('ann')[0]?._id];
  };
  expect(await story(4)).toEqual(await story(4));
  expect(await story(4)).not.toEqual(await story(5));
});

describe('say', () => {
  test('sends to all sockets of all users, and adds to their histories', async () => {
    const emulator = await started.start();
    const [ann, bob] = [await PlatformUser.of(emulator, 'ann'), await PlatformUser.of(emulator, 'bob')];
    const [one, two, three] = [await ann.connect(), await ann.connect(), await bob.connect()];
    expect(emulator.say('to all')).toHaveLength(2);
    const [id] = emulator.say({ template_type: 'button', text: 'Pick', buttons: [] }, { to: 'ann' });
    for (const line of [one, two]) await expect.poll(() => line.of('bot_response').length).toBe(2);
    expect((await one.received('bot_response')).messageId).toBe(id);
    await three.answered('to all');
    expect(ann.log).toEqual([
      'to all',
      '{"type":"template","payload":{"template_type":"button","text":"Pick","buttons":[]}}',
    ]);
  });

  test('sends to a user who has not connected yet', async () => {
    const emulator = await started.start();
    emulator.say('Welcome back', { to: 'ann' });
    expect((await (await PlatformUser.of(emulator)).history('')).body).toMatchObject({ total: 1 });
  });

  test('sends as an agent', async () => {
    const emulator = await started.start();
    const user = await PlatformUser.of(emulator);
    const line = await user.connect();
    emulator.say({ template_type: 'live_agent', text: 'Hi' }, { as: 'agent', author: { firstName: 'Demo' } });
    expect(await line.received('bot_response')).toMatchObject({
      fromAgent: true,
      enableLiveChatMetaData: true,
      author: { firstName: 'Demo', type: 'AGENT' },
    });
    expect(emulator.messages('ann')[0]).toMatchObject({ author: { firstName: 'Demo', lastName: 'Agent' } });
  });
});

test('while muted, messages are stored and acknowledged, but not answered', async () => {
  const emulator = await started.start();
  const line = await (await PlatformUser.of(emulator)).connect();
  emulator.muted = true;
  line.sendMessage('anyone?', 1);
  await line.received('ack');
  emulator.muted = false;
  line.sendMessage('hello', 2);
  await line.answered('hello');
});

describe('disconnect', () => {
  test('closes all sockets with a code, or those of one user without a close frame', async () => {
    const emulator = await started.start();
    const [ann, bob] = [await PlatformUser.of(emulator, 'ann'), await PlatformUser.of(emulator, 'bob')];
    const [one, two] = [await ann.connect(), await bob.connect()];
    expect(emulator.disconnect({ how: 'terminate', user: 'ann' })).toBe(1);
    expect(await one.ended()).toEqual({ code: 1006, reason: '' });
    expect(two.closed).toBeUndefined();
    expect(emulator.disconnect({ code: 1008, reason: 'blocked' })).toBe(1);
    expect(await two.ended()).toEqual({ code: 1008, reason: 'blocked' });
    await expect.poll(() => emulator.users.map(({ sockets }) => sockets)).toEqual([0, 0]);
    expect(emulator.disconnect()).toBe(0);
  });
});

test('expireTokens: of one user, or all; sockets stay', async () => {
  const emulator = await started.start();
  const [ann, bob] = [await PlatformUser.of(emulator, 'ann'), await PlatformUser.of(emulator, 'bob')];
  const line = await ann.connect();
  expect(emulator.expireTokens({ user: 'ann' })).toBe(1);
  expect((await ann.start()).body).toMatchObject({ errors: [{ code: 'TOKEN_EXPIRED' }] });
  expect((await bob.start()).status).toBe(200);
  expect(emulator.expireTokens()).toBe(1);
  line.sendMessage('still here');
  await line.answered('still here');
});

test('received: the newest frames, as many as asked for', async () => {
  const emulator = await started.start({ maxReceivedFrames: 3 });
  const line = await (await PlatformUser.of(emulator)).connect();
  for (const id of [1, 2, 3, 4, 5]) line.sendMessage(`no. ${id}`, id);
  await line.received('ack', 5);
  expect(emulator.received.map(({ frame }) => frame?.id)).toEqual([3, 4, 5]);
});

test('users: all users, and their open sockets', async () => {
  const emulator = await started.start();
  const user = await PlatformUser.of(emulator);
  expect(emulator.users).toMatchObject([{ identity: 'ann', isAnonymous: false, sockets: 0 }]);
  const line = await user.connect();
  const { sessionId } = await line.received('session_start');
  expect(emulator.users).toMatchObject([{ sockets: 1, sessionId }]);
  expect(emulator.messages('nobody')).toEqual([]);
});

test.each([
  [{ port: -1 }],
  [{ port: 1.5 }],
  [{ seed: Number.NaN }],
  [{ accessTokenTtlMs: -1 }],
  [{ maxFrameBytes: 0 }],
  [{ clientSecret: '' }],
  [{ delayFactor: -1 }],
  [{ delayFactor: Number.NaN }],
])('%j cannot be meant', async (options) => {
  await expect(startEmulator(options)).rejects.toThrow(/^unable to start the emulator; /);
});

describe('observe', () => {
  const watch = async (options: object = {}) => {
    const emulator = await started.start(options);
    const entries: TraceEntry[] = [];
    const off = emulator.observe((entry) => entries.push(entry));
    return { emulator, entries, off };
  };

  test('gets all entries in order', async () => {
    const { emulator, entries } = await watch();
    const user = await PlatformUser.of(emulator);
    const line = await user.connect();
    line.sendMessage('Hi', 7);
    await line.answered('Hi');
    line.socket.close(1000);
    await expect.poll(() => entries.at(-1)).toMatchObject({ direction: 'socket', event: 'closed', code: 1000 });
    const brief = entries.map((entry) => {
      if (entry.direction === 'http') return `${entry.method} ${entry.path} ${entry.status}`;
      if (entry.direction === 'socket') return entry.event;
      return entry.direction === 'fault'
        ? 'fault'
        : `${entry.direction} ${(entry.frame as { type?: string }).type ?? 'message'}`;
    });
    expect(brief).toEqual([
      'POST /jwt 200',
      'POST /api/1.1/oAuth/token/jwtgrant 200',
      'POST /api/1.1/rtm/start 200',
      'opened',
      'out bot_active',
      'out session_start',
      'in message',
      'out ack',
      'out bot_response',
      'closed',
    ]);
    expect(entries.slice(3).every(({ user: who }) => who === 'ann')).toBe(true);
  });

  test('the returned function removes that listener alone', async () => {
    const { emulator, entries, off } = await watch();
    const others: TraceEntry[] = [];
    emulator.observe((entry) => others.push(entry));
    off();
    await PlatformUser.of(emulator);
    expect(entries).toEqual([]);
    expect(others).toHaveLength(2);
  });

  test('a listener that throws is logged, and the others are still called', async () => {
    const lines: string[] = [];
    const emulator = await started.start({ log: (line) => lines.push(line) });
    emulator.observe(() => {
      throw new Error('no room');
    });
    const entries: TraceEntry[] = [];
    emulator.observe((entry) => entries.push(entry));
    await call(emulator.jwtUrl, { json: {} });
    expect(entries).toHaveLength(1);
    expect(lines).toEqual(['a listener of the trace failed: no room']);
  });

  test('shows no secret, wherever a client puts it', async () => {
    const clientSecret = 'short secret: sesame';
    const { emulator, entries } = await watch({ clientSecret });
    const user = await PlatformUser.of(emulator);
    const { url, nonce } = (await user.start({ 'x-rtm-v': '1' })).body as { url: string; nonce: string };
    const sid = new URL(url).searchParams.get('sid') as string;
    const line = await Line.open(url, user.botInfo, ['x-rtm-v|1', `jwt|${user.jwt}`, `nonce|${nonce}`]);
    // Mobile clients send the access token inside the payload (protocol.md §3.3).
    line.sendMessage(`${user.token} ${user.jwt} ${clientSecret}`, 1, {
      customData: { botToken: user.token, [user.jwt]: sid },
    });
    line.send(`no JSON: ${user.token}`);
    await line.received('bot_response');
    await call(`${emulator.apiUrl}elsewhere?sid=${sid}&token=${user.token}`);
    const text = JSON.stringify(entries);
    expect(entries.length).toBeGreaterThan(8);
    for (const secret of [user.token, user.jwt, sid, nonce, clientSecret, emulator.clientSecret]) {
      expect(text.includes(secret)).toBe(false);
    }
    expect(text).toContain('[redacted]');
    expect(JSON.stringify(emulator.received)).toContain(user.token);
  });
});
