import { describe, expect, it } from 'vitest';
import type { WebSocketLike } from '../../src/index.js';
import { type Assumptions, KIND_PLATFORM } from './assumptions.js';
import { Machine } from './device.js';
import type { LineFault } from './network/faults.js';
import { Line } from './network/link.js';
import { BOT } from './platform/wire-format.js';
import { Notebook } from './recorder.js';
import { seededRandom } from './seeded-random.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualPlatform } from './virtual-platform.js';

const USER = 'u-1';
const BOT_INFO = { chatBot: BOT.name, taskBotId: BOT.id };
const API = 'https://platform.test/api';

/** One page with a socket of its own, without a client: what a client would see and do, step by step. */
async function setUp(assumptions: Partial<Assumptions> = {}, seed = 1) {
  const clock = new VirtualClock();
  const random = seededRandom(seed);
  const platform = new VirtualPlatform(clock, random.fork(), { ...KIND_PLATFORM, ...assumptions });
  const machine = new Machine(clock);
  const notebook = new Notebook(clock.now());
  const faults: string[] = [];
  const line = new Line({
    clock,
    machine,
    platform,
    notebook,
    random,
    latencyMs: { up: 100, down: 100 },
    count: (kind) => faults.push(kind),
  });

  /** Waits for the call as long as the virtual time given. */
  const call = async (path: string, init: RequestInit = {}, ms = 1_000): Promise<Response | Error | 'no answer'> => {
    let outcome: Response | Error | 'no answer' = 'no answer';
    line.fetch(`${API}/${path}`, init).then(
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
  const grant = () => post('oAuth/token/jwtgrant', { assertion: platform.tokens.mintJwt(USER), botInfo: BOT_INFO });
  const token = async () =>
    ((await ((await grant()) as Response).json()) as { authorization: { accessToken: string } }).authorization
      .accessToken;
  const socketUrl = async () =>
    ((await ((await post('rtm/start', { botInfo: BOT_INFO }, await token())) as Response).json()) as { url: string })
      .url;
  const open = async () => {
    const events: (string | number)[] = [];
    const socket: WebSocketLike = new line.WebSocket(await socketUrl());
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
  return { clock, platform, machine, notebook, line, faults, call, grant, open, socketUrl, message, recorded };
}

describe('the network', () => {
  it('takes its time in both directions', async () => {
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

  it('keeps the order of what is sent, either way', async () => {
    const { clock, platform, open, message, recorded } = await setUp();
    const { socket, events } = await open();
    for (let id = 1; id <= 30; id++) socket.send(message(id));
    await clock.advance(1_000);
    expect(recorded()).toEqual(Array.from({ length: 30 }, (_, index) => `x${index + 1}`));
    expect(events.slice(1)).toEqual(Array.from({ length: 30 }, (_, index) => `ack ${index + 1}`));
    expect(platform.log(USER)).toHaveLength(30);
  });

  it('throws on sending too early and ignores what is sent too late, as browsers do', async () => {
    const { clock, line, socketUrl, message, recorded } = await setUp();
    const socket: WebSocketLike = new line.WebSocket(await socketUrl());
    expect(() => socket.send(message(1))).toThrow('CONNECTING');
    await clock.advance(1_000);
    socket.close();
    socket.send(message(2));
    await clock.advance(1_000);
    expect(recorded()).toEqual([]);
  });

  it.each<[LineFault, (string | number)[]]>([
    [{ kind: 'close', code: 1011 }, ['open', 1011]],
    [{ kind: 'cut', noticeMs: 500 }, ['open', 1006]],
    [{ kind: 'half-open' }, ['open']],
  ])('ends a socket: %j', async (fault, expected) => {
    const { clock, line, platform, faults, open, message } = await setUp();
    const { socket, events } = await open();
    line.inject(fault);
    platform.say(USER);
    socket.send(message(9));
    await clock.advance(60_000);
    expect(events).toEqual(expected);
    expect(faults).toHaveLength(1);
    expect(platform.log(USER).map(({ kind }) => kind)).toEqual(['bot']);
  });

  it('records the first few of the frames that are under way at a cut, at once, and never the rest', async () => {
    const counts = new Set<number>();
    for (let seed = 1; seed <= 30; seed++) {
      const { clock, line, open, message, recorded } = await setUp({}, seed);
      const { socket } = await open();
      for (let id = 1; id <= 3; id++) socket.send(message(id));
      line.inject({ kind: 'cut', noticeMs: 100 });
      const atCut = recorded();
      await clock.advance(60_000);
      expect(recorded()).toEqual(atCut);
      expect(atCut).toEqual(['x1', 'x2', 'x3'].slice(0, atCut.length));
      counts.add(atCut.length);
    }
    expect([...counts].sort()).toEqual([0, 1, 2, 3]);
  });

  it('cuts between record and ack', async () => {
    const { clock, line, open, message, recorded } = await setUp();
    const { socket, events } = await open();
    line.inject({ kind: 'cut before ack', code: 1001 });
    socket.send(message(1));
    await clock.advance(1_000);
    expect(recorded()).toEqual(['x1']);
    expect(events).toEqual(['open', 1001]);
  });

  it.each<[LineFault, (string | number)[]]>([
    [{ kind: 'drop', times: 1 }, ['open', 'ack 2', 'ack 3']],
    [{ kind: 'duplicate', times: 1 }, ['open', 'ack 1', 'ack 1', 'ack 2', 'ack 3']],
    [{ kind: 'drop upward', times: 1 }, ['open', 'ack 2', 'ack 3']],
  ])('damages frames: %j', async (fault, expected) => {
    const { clock, line, open, message } = await setUp();
    const { socket, events } = await open();
    line.inject(fault);
    for (let id = 1; id <= 3; id++) socket.send(message(id));
    await clock.advance(2_000);
    expect(events).toEqual(expected);
  });

  it('lets what is said be overtaken by what comes next, or makes it late', async () => {
    const { clock, line, platform, notebook, open, message } = await setUp();
    const { socket, events } = await open();
    line.inject({ kind: 'swap', times: 2 });
    platform.say(USER);
    socket.send(message(1));
    await clock.advance(2_000);
    expect(events).toEqual(['open', 'ack 1', 'bot_response']);
    platform.say(USER);
    await clock.advance(200);
    expect(events).toHaveLength(3);
    await clock.advance(2_000);
    expect(events).toHaveLength(4);
    expect(notebook.displaced.size).toBe(2);
  });

  it('refuses handshakes as often as told, and throws like a content security policy', async () => {
    const { clock, line, open, socketUrl } = await setUp();
    line.inject({ kind: 'refuse', times: 1 });
    expect((await open()).events).toEqual([1006]);
    expect((await open()).events).toEqual(['open']);
    line.inject({ kind: 'throw', times: 1 });
    const url = await socketUrl();
    expect(() => new line.WebSocket(url)).toThrow('Refused to connect');
    await clock.advance(0);
  });

  it.each<[LineFault, number | string]>([
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'request lost' }, times: 1 }, 'fetch failed'],
    [{ kind: 'http', endpoint: 'any', failure: { kind: 'no answer', processed: false }, times: 1 }, 'no answer'],
    [{ kind: 'http', endpoint: 'any', failure: { kind: 'late', delayMs: 5_000 }, times: 1 }, 'no answer'],
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'status', status: 503 }, times: 1 }, 503],
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'expired' }, times: 1 }, 401],
    [{ kind: 'http', endpoint: 'grant', failure: { kind: 'garbage', body: 'html' }, times: 1 }, 200],
    [{ kind: 'http', endpoint: 'start', failure: { kind: 'request lost' }, times: 1 }, 200],
  ])('breaks calls, once and where told: %j', async (fault, expected) => {
    const { line, grant } = await setUp();
    const describeOutcome = (outcome: Response | Error | 'no answer') =>
      outcome instanceof Response ? outcome.status : outcome instanceof Error ? outcome.message : outcome;
    line.inject(fault);
    expect(describeOutcome(await grant())).toBe(expected);
    expect(describeOutcome(await grant())).toBe(200);
  });

  it('says Retry-After in seconds or as a date, and notes who does not wait', async () => {
    const { clock, line, notebook, grant } = await setUp();
    for (const as of ['seconds', 'date'] as const) {
      line.inject({ kind: 'http', endpoint: 'grant', failure: { kind: 'rate limited', retryAfterS: 5, as }, times: 1 });
      const limited = (await grant()) as Response;
      expect([limited.status, /^\d$/.test(limited.headers.get('retry-after') ?? '')]).toEqual([429, as === 'seconds']);
      await grant();
      await clock.advance(6_000);
      await grant();
    }
    expect(notebook.violations.map(({ law }) => law)).toEqual(['retry-after', 'retry-after']);
  });

  it('aborts a call at the moment its signal says so', async () => {
    const { clock, line, notebook } = await setUp();
    const abort = new AbortController();
    const reason = new Error('enough');
    const outcome = line
      .fetch(`${API}/rtm/start`, { method: 'POST', signal: abort.signal })
      .catch((error: unknown) => error);
    await clock.advance(10);
    abort.abort(reason);
    expect(await outcome).toBe(reason);
    expect(notebook.requests[0]?.outcome).toBe('aborted');
  });

  it('goes down: sockets end, calls fail at once; or falls silent: nothing ends, nothing is answered', async () => {
    const { clock, line, open, grant } = await setUp();
    const first = await open();
    line.setWeather('down');
    await clock.advance(5_000);
    expect(first.events).toEqual(['open', 1006]);
    expect(await grant()).toBeInstanceOf(Error);
    line.setWeather('up');
    const second = await open();
    line.setWeather('hole');
    expect(await grant()).toBe('no answer');
    await clock.advance(60_000);
    expect(second.events).toEqual(['open']);
  });

  it('delivers nothing to a page that sleeps until it wakes, and nothing ever to one that is gone', async () => {
    const { clock, machine, platform, open } = await setUp();
    const { events } = await open();
    machine.sleep();
    platform.say(USER);
    await clock.advance(5_000);
    expect(events).toEqual(['open']);
    machine.wake();
    await clock.advance(0);
    expect(events).toEqual(['open', 'bot_response']);
    machine.destroy();
    platform.say(USER);
    await clock.advance(5_000);
    expect(events).toEqual(['open', 'bot_response']);
  });

  it('excuses a message that was damaged only when a later one came through', async () => {
    const { clock, line, notebook, platform, open } = await setUp();
    await open();
    line.inject({ kind: 'drop', times: 1 });
    platform.say(USER);
    await clock.advance(1_000);
    expect(notebook.excused.size).toBe(0);
    platform.say(USER);
    await clock.advance(1_000);
    expect([...notebook.excused]).toEqual([platform.log(USER)[0]?.id]);
  });

  it('notes a socket URL that is used twice, late, or from nowhere', async () => {
    const { clock, line, notebook, socketUrl } = await setUp();
    const url = await socketUrl();
    new line.WebSocket(url);
    new line.WebSocket(url);
    new line.WebSocket('wss://platform.test/rtm/bot?sid=found');
    const late = await socketUrl();
    await clock.advance(30_001);
    new line.WebSocket(late);
    expect(notebook.violations.map(({ law }) => law)).toEqual(['url', 'url', 'url']);
  });
});
