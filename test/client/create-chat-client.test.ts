import { describe, expect, it, vi } from 'vitest';
import { createChatClient } from '../../src/client/create-chat-client.js';
import type { ConnectionError } from '../../src/errors/index.js';
import { settle } from '../simulation/virtual-clock.js';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { BOT } from '../support/wire.js';

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: ConnectionError) => error,
  );

describe('createChatClient()', () => {
  it('starts nothing: no request, no timer, no listener', async () => {
    const { client, platform, clock, signals, jwtRequests } = testClient();
    await clock.advance(60_000);
    expect([platform.requests, platform.sockets, jwtRequests, clock.pending, signals.listening]).toEqual([
      [],
      [],
      [],
      0,
      0,
    ]);
    expect(client).toMatchObject({ state: { status: 'idle' }, messages: [], typing: { active: false } });
  });

  it('throws for an invalid option', () => {
    expect(() => createChatClient({ apiUrl: 'x', bot: BOT, getJwt: () => '' })).toThrow('unable to');
  });
});

describe('connect', () => {
  it.each(['https://bots.test', 'https://bots.test/api', 'https://bots.test/api/', 'https://bots.test/api/1.1/'])(
    'works with %s',
    async (apiUrl) => {
      const { client, connect, platform } = testClient({ apiUrl });
      await connect();
      expect(client.state.status).toBe('ready');
      expect(new Set(platform.requests.map(({ url }) => url.pathname))).toEqual(
        new Set(['/api/1.1/oAuth/token/jwtgrant', '/api/1.1/rtm/start', '/api/botmessages/rtm']),
      );
    },
  );

  it('sends the bot and the language', async () => {
    const { connect, platform } = testClient({ bot: { ...BOT, customData: { plan: 'gold' } }, language: 'de' });
    await connect();
    const botInfo = { chatBot: 'Demo', taskBotId: 'st-1', customData: { plan: 'gold' } };
    expect(platform.requestsTo('start')[0]!.body).toEqual({ botInfo, language: 'de' });
    expect(platform.requestsTo('history')[0]!.url.searchParams.get('botId')).toBe('st-1');
  });

  it('waits for the same connection when called again', async () => {
    const { client, clock, platform } = testClient();
    const both = [client.connect(), client.connect()];
    await clock.advance(0);
    await Promise.all(both);
    expect(platform.sockets).toHaveLength(1);
  });

  it('resolves at once in the state ready, and changes nothing', async () => {
    const { client, connect, platform } = testClient();
    await connect();
    const { state } = client;
    await client.connect();
    expect(client.state).toBe(state);
    expect(platform.sockets).toHaveLength(1);
  });

  it('survives a temporary failure', async () => {
    const { client, platform, reach } = testClient();
    platform.instead.start = () => failure(503, 503);
    const connecting = client.connect();
    await reach('waiting');
    delete platform.instead.start;
    await reach('ready');
    await expect(connecting).resolves.toBeUndefined();
  });

  it('rejects with the cause of the state failed, and can be called again', async () => {
    const { client, platform, clock, connect } = testClient();
    platform.instead.grant = () => failure(401, 401, 'error verifying the jwt');
    const error = errorOf(client.connect());
    await clock.advance(0);
    expect(await error).toMatchObject({ name: 'TokenError', code: 'XO_JWT_REJECTED' });
    expect(client.state).toMatchObject({ status: 'failed', cause: await error });
    delete platform.instead.grant;
    await connect();
    expect(client.state.status).toBe('ready');
  });

  it('starts a new attempt after disconnect()', async () => {
    const { client, connect, platform } = testClient();
    await connect();
    await client.disconnect();
    await connect();
    expect([client.state.status, platform.living.length]).toEqual(['ready', 1]);
  });
});

describe('connect({ signal })', () => {
  it.each(['grant', 'start', 'history'] as const)('aborts a running request: %s', async (endpoint) => {
    const { client, clock, platform, signals } = testClient();
    platform.instead[endpoint] = () => undefined;
    const controller = new AbortController();
    const error = errorOf(client.connect({ signal: controller.signal }));
    await clock.advance(0);
    controller.abort();
    expect(await error).toMatchObject({ name: 'ConnectionError', code: 'XO_ABORTED' });
    await settle();
    expect([client.state.status, clock.pending, signals.listening, platform.living]).toEqual(['closed', 0, 0, []]);
  });

  it('rejects with the last connection error as the cause', async () => {
    const { client, reach } = testClient({
      getJwt() {
        throw new Error('down');
      },
    });
    const controller = new AbortController();
    const error = errorOf(client.connect({ signal: controller.signal }));
    await reach('waiting');
    controller.abort();
    expect(await error).toMatchObject({ code: 'XO_ABORTED', cause: { code: 'XO_JWT_UNAVAILABLE' } });
  });

  it('sends no request if the signal is aborted already', async () => {
    const { client, platform } = testClient();
    expect(await errorOf(client.connect({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'XO_ABORTED' });
    expect(platform.requests).toEqual([]);
  });

  it('rejects only its own call while another one waits', async () => {
    const { client, clock, platform } = testClient();
    const controller = new AbortController();
    const other = client.connect();
    const error = errorOf(client.connect({ signal: controller.signal }));
    const tooLate = errorOf(client.connect({ signal: AbortSignal.abort() }));
    controller.abort();
    expect(await error).toMatchObject({ code: 'XO_ABORTED' });
    expect(await tooLate).toMatchObject({ code: 'XO_ABORTED' });
    await clock.advance(0);
    await other;
    expect([client.state.status, platform.sockets.length]).toEqual(['ready', 1]);
  });

  it('ends the attempt when the last call that waits is aborted', async () => {
    const { client, clock } = testClient();
    const controllers = [new AbortController(), new AbortController()];
    const errors = controllers.map(({ signal }) => errorOf(client.connect({ signal })));
    for (const controller of controllers) controller.abort();
    expect(await Promise.all(errors)).toMatchObject([{ code: 'XO_ABORTED' }, { code: 'XO_ABORTED' }]);
    await settle();
    expect([client.state.status, clock.pending]).toEqual(['closed', 0]);
    const connected = client.connect();
    await clock.advance(0);
    await connected;
    expect(client.state.status).toBe('ready');
  });

  it('does not affect an established connection', async () => {
    const { client, clock } = testClient();
    const controller = new AbortController();
    const connecting = client.connect({ signal: controller.signal });
    await clock.advance(0);
    await connecting;
    controller.abort();
    await clock.advance(0);
    expect(client.state.status).toBe('ready');
  });
});

describe('disconnect', () => {
  const moments = [
    'idle',
    'grant',
    'start',
    'opening',
    'ready',
    'sending',
    'waiting',
    'offline',
    'catching up',
  ] as const;

  it.each(moments)('in the state %s leaves no timer, no socket, no listener, no request', async (moment) => {
    const { client, platform, clock, signals, reach, connect } = testClient();
    if (moment === 'grant' || moment === 'start') platform.instead[moment] = () => undefined;
    if (moment === 'waiting') platform.instead.start = () => failure(503, 503);
    platform.opens = moment !== 'opening';
    if (/ready|sending|offline|catching/.test(moment)) await connect();
    else if (moment !== 'idle') void client.connect();
    await clock.advance(0);
    if (moment === 'sending') {
      platform.acks = false;
      void client.send('Hi');
    }
    if (moment === 'offline') signals.emit('offline');
    if (moment === 'catching up') {
      platform.socket.end();
      platform.instead.history = () => undefined;
      await reach('ready');
    }
    await client.disconnect();
    await settle();
    expect(client.state.status).toBe('closed');
    expect([clock.pending, signals.listening, platform.living]).toEqual([0, 0, []]);
    for (const { signal } of platform.requests) expect(signal.aborted).toBe(true);
  });

  it('rejects a running connect()', async () => {
    const { client } = testClient();
    const error = errorOf(client.connect());
    await client.disconnect();
    expect(await error).toMatchObject({ code: 'XO_DISCONNECTED' });
  });

  it('ends typing, and keeps the messages and the queue', async () => {
    const { client, connect, platform, texts } = testClient();
    await connect();
    platform.acks = false;
    platform.say('Hello');
    void client.send('Hi');
    await client.disconnect();
    expect([texts(), client.typing.active]).toEqual([['Hello', 'Hi'], false]);
    platform.acks = true;
    await connect();
    expect(client.messages.at(-1)!.status).toBe('delivered');
    expect(platform.log).toEqual(['Hello', 'Hi']);
  });
});

describe('the state', () => {
  it('is emitted as an event and readable as a property', async () => {
    const { client, connect, collect, clock } = testClient();
    const states = collect('state');
    await connect();
    expect(states.map(({ current }) => current.status)).toEqual(['authorizing', 'starting', 'opening', 'ready']);
    expect(states.map(({ previous }) => previous.status)).toEqual(['idle', 'authorizing', 'starting', 'opening']);
    expect(client.state).toBe(states.at(-1)!.current);
    expect(client.state).toEqual({ status: 'ready', since: clock.now() });
  });

  it('contains the cause of a wait and its end', async () => {
    const { client, connect, platform, clock } = testClient();
    await connect();
    platform.socket.end(1011);
    expect(client.state).toMatchObject({
      status: 'waiting',
      attempt: 1,
      cause: { code: 'XO_SOCKET_CLOSED', closeCode: 1011 },
    });
    const { retryAt } = client.state as { retryAt: number };
    await clock.advance(retryAt - clock.now());
    expect(client.state.status).toBe('ready');
  });
});

describe('jwtUrl', () => {
  it('is where the client requests its JWTs, unless getJwt is given', async () => {
    const { platform, clock } = testClient();
    const posted: [unknown, RequestInit | undefined][] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (url !== '/token') return platform.fetch(url, init);
      posted.push([url, init]);
      return Response.json({ jwt: 'a.b.c' });
    };
    const options = { jwtUrl: '/token', jwtCredentials: 'include', fetch } as const;
    const { client } = testClient({ ...options, getJwt: undefined }, clock, platform);
    const connected = client.connect();
    while (client.state.status !== 'ready') await clock.advance(1);
    await connected;
    expect(posted).toMatchObject([['/token', { method: 'POST', body: '{}', credentials: 'include' }]]);
    const other = testClient({ ...options, getJwt: () => 'd.e.f' }, clock, platform);
    await other.connect();
    expect(posted).toHaveLength(1);
  });
});

describe('the log', () => {
  const warnings = (logs: unknown[][]) => logs.filter(([level]) => level === 'warn').map(([, text]) => String(text));

  it('warns once if the first connection fails', async () => {
    const { client, clock, logs, platform } = testClient({ getJwt: () => Promise.reject(new Error('secret')) });
    void client.connect();
    await clock.advance(60_000);
    expect(warnings(logs)).toEqual([
      'unable to get a JWT; getJwt failed. Check getJwt and the token endpoint that it calls: its address, its CORS headers and its answer.',
    ]);
    expect(platform.requests).toEqual([]);
  });

  it('warns about a final failure, and not about a lost connection that is replaced', async () => {
    const { client, clock, connect, logs, platform } = testClient();
    await connect();
    platform.socket.end(1006);
    await clock.advance(60_000);
    expect([client.state.status, warnings(logs)]).toEqual(['ready', []]);
    platform.socket.end(1008);
    await clock.advance(0);
    expect(warnings(logs)).toEqual([expect.stringContaining('socket_policy 1008')]);
  });
});

describe('ignored promises', () => {
  it('cause no unhandled rejection', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { client, platform, clock } = testClient();
    platform.instead.grant = () => failure(401, 401, 'error verifying the jwt');
    void client.connect();
    await clock.advance(0);
    void client.connect({ signal: AbortSignal.abort() });
    void client.send('');
    void client.send('Hi', { signal: AbortSignal.abort() });
    void client.send('Hi');
    client.discard(client.messages[0]!.id);
    void client.disconnect();
    await clock.advance(1_000);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('await using', () => {
  it('disconnects at the end of the block', async () => {
    const { client, connect } = testClient();
    await connect();
    await client[Symbol.asyncDispose]();
    expect(client.state.status).toBe('closed');
  });
});

describe('getMessage', () => {
  it('returns the current object of a message, and undefined for an unknown id', async () => {
    const { client, connect } = testClient();
    await connect();
    const { id } = await client.send('Hi');
    expect(client.getMessage(id)).toBe(client.messages.find((message) => message.id === id));
    expect(client.getMessage('nothing')).toBeUndefined();
  });
});

describe('closeSession', () => {
  it('sends the frame', async () => {
    const { client, connect, platform } = testClient();
    await connect();
    await client.closeSession();
    expect(platform.socket.frames.at(-1)).toMatchObject({
      resourceid: '/bot.closeConversationSession',
      botInfo: { taskBotId: 'st-1' },
    });
    expect(client.state.status).toBe('ready');
  });

  it('rejects without a connection', async () => {
    expect(await errorOf(testClient().client.closeSession())).toMatchObject({ code: 'XO_DISCONNECTED' });
  });
});
