import { describe, expect, it } from 'vitest';
import type { WebSocketLike } from '../../src/index.js';
import { type Assumptions, IDEAL_PLATFORM } from './assumptions.js';
import { Device } from './device.js';
import type { LinkFault } from './network/faults.js';
import { Link } from './network/link.js';
import { BOT } from './platform/wire-format.js';
import { Recorder } from './recorder.js';
import { seededRandom } from './seeded-random.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualPlatform } from './virtual-platform.js';

const USER = 'u-1';
const BOT_INFO = { chatBot: BOT.name, taskBotId: BOT.id };
const API = 'https://platform.test/api';

/** One page without a client. The test makes calls and opens sockets itself. */
async function setUp(assumptions: Partial<Assumptions> = {}, seed = 1) {
  const clock = new VirtualClock();
  const random = seededRandom(seed);
  const platform = new VirtualPlatform(clock, random.fork(), { ...IDEAL_PLATFORM, ...assumptions });
  const device = new Device(clock);
  const recorder = new Recorder(clock.now());
  const faults: string[] = [];
  const link = new Link({
    clock,
    device,
    platform,
    recorder,
    random,
    latencyMs: { up: 100, down: 100 },
    count: (kind) => faults.push(kind),
  });

  /** Makes a call, and advances the clock by `ms`. */
  const call = async (path: string, init: RequestInit = {}, ms = 1_000): Promise<Response | Error | 'no response'> => {
    let outcome: Response | Error | 'no response' = 'no response';
    link.fetch(`${API}/${path}`, init).then(
      (response) => {
        outcome = response;
      },
      (error: Error) => {
        outcome = error;
      },
    );
    await clock.advance(ms);
    return outcome;
  };
  const post = (path: string, body: object, token = '') =>
    call(path, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `bearer ${token}` } });
  const grant = () =>
    post('oAuth/token/jwtgrant', { assertion: platform.credentials.mintJwt(USER), botInfo: BOT_INFO });
  const token = async () =>
    ((await ((await grant()) as Response).json()) as { authorization: { accessToken: string } }).authorization
      .accessToken;
  const socketUrl = async () =>
    ((await ((await post('rtm/start', { botInfo: BOT_INFO }, await token())) as Response).json()) as { url: string })
      .url;
  const open = async () => {
    const events: (string | number)[] = [];
    const socket: WebSocketLike = new link.WebSocket(await socketUrl());
    socket.onopen = () => events.push('open');
    socket.onmessage = ({ data }: { data: unknown }) => {
      const { type, replyto } = JSON.parse(String(data)) as { type: string; replyto?: number };
      events.push(replyto === undefined ? type : `ack ${replyto}`);
    };
    socket.onclose = ({ code }: { code: number }) => events.push(code);
    await clock.advance(1_000);
    return { socket, events };
  };
  const message = (id: number) =>
    JSON.stringify({
      clientMessageId: id,
      id,
      resourceid: '/bot.message',
      message: { body: `x${id}` },
      botInfo: BOT_INFO,
    });
  const recorded = () => platform.log(USER).map(({ text }) => text);
  return { clock, platform, device, recorder, link, faults, call, grant, open, socketUrl, message, recorded };
}

describe('the network', () => {
  it('has a latency in both directions', async () => {
    const { clock, open, message, recorded } = await setUp();
    const { socket, events } = await open();
    socket.send(message(1));
    await clock.advance(99);
    expect(recorded()).toEqual([]);
    await clock.advance(60);
    expect(recorded()).toEqual(['x1']);
    expect(events).toEqual(['open']);
    await clock.advance(150);
    expect(events).toEqual(['open', 'ack 1']);
  });

  it('keeps the order of frames in both directions', async () => {
    const { clock, platform, open, message, recorded } = await setUp();
    const { socket, events } = await open();
    for (let id = 1; id <= 30; id++) socket.send(message(id));
    await clock.advance(1_000);
    expect(recorded()).toEqual(Array.from({ length: 30 }, (_, index) => `x${index + 1}`));
    expect(events.slice(1)).toEqual(Array.from({ length: 30 }, (_, index) => `ack ${index + 1}`));
    expect(platform.log(USER)).toHaveLength(30);
  });

  it('throws on send() before the socket is open, and ignores it after close(), as browsers do', async () => {
    const { clock, link, socketUrl, message, recorded } = await setUp();
    const socket: WebSocketLike = new link.WebSocket(await socketUrl());
    expect(() => socket.send(message(1))).toThrow('CONNECTING');
    await clock.advance(1_000);
    socket.close();
    socket.send(message(2));
    await clock.advance(1_000);
    expect(recorded()).toEqual([]);
  });

  it.each<[LinkFault, (string | number)[]]>([
    [{ kind: 'close', code: 1011 }, ['open', 1011]],
    [{ kind: 'cut', detectedAfterMs: 500 }, ['open', 1006]],
    [{ kind: 'half-open' }, ['open']],
  ])('ends a socket: %j', async (fault, expected) => {
    const { clock, link, platform, faults, open, message } = await setUp();
    const { socket, events } = await open();
    link.inject(fault);
    platform.sendBotMessage(USER);
    socket.send(message(9));
    await clock.advance(60_000);
    expect(events).toEqual(expected);
    expect(faults).toHaveLength(1);
    expect(platform.log(USER).map(({ kind }) => kind)).toEqual(['bot']);
  });

  it('records the first few frames in transit at the moment of a cut, and never the others', async () => {
    const counts = new Set<number>();
    for (let seed = 1; seed <= 30; seed++) {
      const { clock, link, open, message, recorded } = await setUp({}, seed);
      const { socket } = await open();
      for (let id = 1; id <= 3; id++) socket.send(message(id));
      link.inject({ kind: 'cut', detectedAfterMs: 100 });
      const atCut = recorded();
      await clock.advance(60_000);
      expect(recorded()).toEqual(atCut);
      expect(atCut).toEqual(['x1', 'x2', 'x3'].slice(0, atCut.length));
      counts.add(atCut.length);
    }
    expect([...counts].sort()).toEqual([0, 1, 2, 3]);
  });

  it('cuts a socket between the record and the ack', async () => {
    const { clock, link, open, message, recorded } = await setUp();
    const { socket, events } = await open();
    link.inject({ kind: 'cut before ack', code: 1001 });
    socket.send(message(1));
    await clock.advance(1_000);
    expect(recorded()).toEqual(['x1']);
    expect(events).toEqual(['open', 1001]);
  });

  it.each<[LinkFault, (string | number)[]]>([
    [{ kind: 'drop', times: 1 }, ['open', 'ack 2', 'ack 3']],
    [{ kind: 'duplicate', times: 1 }, ['open', 'ack 1', 'ack 1', 'ack 2', 'ack 3']],
    [{ kind: 'drop upward', times: 1 }, ['open', 'ack 2', 'ack 3']],
  ])('damages frames: %j', async (fault, expected) => {
    const { clock, link, open, message } = await setUp();
    const { socket, events } = await open();
    link.inject(fault);
    for (let id = 1; id <= 3; id++) socket.send(message(id));
    await clock.advance(2_000);
    expect(events).toEqual(expected);
  });

  it('reorders a bot message with the next frame, or delays it', async () => {
    const { clock, link, platform, recorder, open, message } = await setUp();
    const { socket, events } = await open();
    link.inject({ kind: 'reorder', times: 2 });
    platform.sendBotMessage(USER);
    socket.send(message(1));
    await clock.advance(2_000);
    expect(events).toEqual(['open', 'ack 1', 'bot_response']);
    platform.sendBotMessage(USER);
    await clock.advance(200);
    expect(events).toHaveLength(3);
    await clock.advance(2_000);
    expect(events).toHaveLength(4);
    expect(recorder.reordered.size).toBe(2);
  });

  it('refuses the given number of handshakes, and throws like a Content Security Policy', async () => {
    const { clock, link, open, socketUrl } = await setUp();
    link.inject({ kind: 'refuse', times: 1 });
    expect((await open()).events).toEqual([1006]);
    expect((await open()).events).toEqual(['open']);
    link.inject({ kind: 'throw', times: 1 });
    const url = await socketUrl();
    expect(() => new link.WebSocket(url)).toThrow('Refused to connect');
    await clock.advance(0);
  });

  it.each<[LinkFault, number | string]>([
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'request lost' }, times: 1 }, 'fetch failed'],
    [{ kind: 'http', endpoint: 'any', failure: { kind: 'no response', processed: false }, times: 1 }, 'no response'],
    [{ kind: 'http', endpoint: 'any', failure: { kind: 'delayed', delayMs: 5_000 }, times: 1 }, 'no response'],
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'status', status: 503 }, times: 1 }, 503],
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'expired' }, times: 1 }, 401],
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'malformed', body: 'html' }, times: 1 }, 200],
    [{ kind: 'http', endpoint: 'start', failure: { kind: 'request lost' }, times: 1 }, 200],
  ])('fails one call, to the given endpoint only: %j', async (fault, expected) => {
    const { link, grant } = await setUp();
    const describeOutcome = (outcome: Response | Error | 'no response') =>
      outcome instanceof Response ? outcome.status : outcome instanceof Error ? outcome.message : outcome;
    link.inject(fault);
    expect(describeOutcome(await grant())).toBe(expected);
    expect(describeOutcome(await grant())).toBe(200);
  });

  it('sends Retry-After in seconds or as a date, and reports calls that come too early', async () => {
    const { clock, link, recorder, grant } = await setUp();
    for (const format of ['seconds', 'date'] as const) {
      link.inject({
        kind: 'http',
        endpoint: 'grant',
        failure: { kind: 'rate limited', retryAfterS: 5, format },
        times: 1,
      });
      const limited = (await grant()) as Response;
      expect([limited.status, /^\d$/.test(limited.headers.get('retry-after') ?? '')]).toEqual([
        429,
        format === 'seconds',
      ]);
      await grant();
      await clock.advance(6_000);
      await grant();
    }
    expect(recorder.violations.map(({ kind }) => kind)).toEqual(['retry-after', 'retry-after']);
  });

  it('aborts a call with its signal', async () => {
    const { clock, link, recorder } = await setUp();
    const abort = new AbortController();
    const reason = new Error('enough');
    const outcome = link
      .fetch(`${API}/rtm/start`, { method: 'POST', signal: abort.signal })
      .catch((error: unknown) => error);
    await clock.advance(10);
    abort.abort(reason);
    expect(await outcome).toBe(reason);
    expect(recorder.requests[0]?.outcome).toBe('aborted');
  });

  it('ends sockets and fails calls when it goes down, and does neither when it goes silent', async () => {
    const { clock, link, open, grant } = await setUp();
    const first = await open();
    link.setCondition('down');
    await clock.advance(5_000);
    expect(first.events).toEqual(['open', 1006]);
    expect(await grant()).toBeInstanceOf(Error);
    link.setCondition('up');
    const second = await open();
    link.setCondition('silent');
    expect(await grant()).toBe('no response');
    await clock.advance(60_000);
    expect(second.events).toEqual(['open']);
  });

  it('delivers nothing to a sleeping page until it wakes, and nothing to a closed page', async () => {
    const { clock, device, platform, open } = await setUp();
    const { events } = await open();
    device.sleep();
    platform.sendBotMessage(USER);
    await clock.advance(5_000);
    expect(events).toEqual(['open']);
    device.wake();
    await clock.advance(0);
    expect(events).toEqual(['open', 'bot_response']);
    device.destroy();
    platform.sendBotMessage(USER);
    await clock.advance(5_000);
    expect(events).toEqual(['open', 'bot_response']);
  });

  it('excuses a damaged message only when a later one has arrived', async () => {
    const { clock, link, recorder, platform, open } = await setUp();
    await open();
    link.inject({ kind: 'drop', times: 1 });
    platform.sendBotMessage(USER);
    await clock.advance(1_000);
    expect(recorder.excused.size).toBe(0);
    platform.sendBotMessage(USER);
    await clock.advance(1_000);
    expect([...recorder.excused]).toEqual([platform.log(USER)[0]?.id]);
  });

  it('reports a socket URL that is used twice, used late, or unknown', async () => {
    const { clock, link, recorder, socketUrl } = await setUp();
    const url = await socketUrl();
    new link.WebSocket(url);
    new link.WebSocket(url);
    new link.WebSocket('wss://platform.test/rtm/bot?sid=found');
    const late = await socketUrl();
    await clock.advance(30_001);
    new link.WebSocket(late);
    expect(recorder.violations.map(({ kind }) => kind)).toEqual(['socket url', 'socket url', 'socket url']);
  });
});
