import { once } from 'node:events';
import { expect } from 'vitest';
import WebSocket from 'ws';
import type { Emulator } from '../../src/emulator/index.js';

export type Json = Record<string, unknown>;

export interface Answered {
  status: number;
  headers: Headers;
  body: Json;
}

/** One HTTP call, with nothing between the test and the wire. */
export async function call(url: string, init: RequestInit & { json?: unknown } = {}): Promise<Answered> {
  const { json, ...rest } = init;
  const response = await fetch(url, {
    ...rest,
    ...(json !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...rest.headers },
      body: JSON.stringify(json),
    }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as Json };
}

/** Someone who talks with an emulator by plain fetch and ws: the tests shall not see it through the SDK's own eyes. */
export class PlatformUser {
  readonly emulator: Emulator;
  readonly identity: string;
  token = '';
  jwt = '';
  /** Grant, for tests that look at it. */
  granted: Json = {};

  constructor(emulator: Emulator, identity: string) {
    this.emulator = emulator;
    this.identity = identity;
  }

  /** Has a token. */
  static async of(emulator: Emulator, identity = 'ann'): Promise<PlatformUser> {
    const user = new PlatformUser(emulator, identity);
    await user.grant();
    return user;
  }

  get botInfo() {
    return { chatBot: this.emulator.bot.name, taskBotId: this.emulator.bot.id };
  }

  get auth() {
    return { authorization: `bearer ${this.token}` };
  }

  async grant(): Promise<void> {
    this.jwt = (await call(this.emulator.jwtUrl, { json: { identity: this.identity } })).body.jwt as string;
    const url = `${this.emulator.apiUrl}1.1/oAuth/token/jwtgrant`;
    const { status, body } = await call(url, { json: { assertion: this.jwt, botInfo: this.botInfo } });
    expect(status).toBe(200);
    this.granted = body;
    this.token = (body.authorization as { accessToken: string }).accessToken;
  }

  start(headers: Record<string, string> = {}): Promise<Answered> {
    const url = `${this.emulator.apiUrl}1.1/rtm/start`;
    return call(url, { json: { botInfo: this.botInfo }, headers: { ...this.auth, ...headers } });
  }

  async connect(query = ''): Promise<Line> {
    const { body } = await this.start();
    return Line.open(`${body.url as string}${query}`, this.botInfo);
  }

  history(query: string): Promise<Answered> {
    return call(`${this.emulator.apiUrl}botmessages/rtm?botId=${this.emulator.bot.id}&${query}`, {
      headers: this.auth,
    });
  }

  /** Texts of all records. */
  get log(): string[] {
    return this.emulator.messages(this.identity).map(({ components }) => String(components[0]?.data?.text));
  }
}

/** An open socket with all frames that it has received. */
export class Line {
  readonly socket: WebSocket;
  readonly frames: Json[] = [];
  /** Data that is not JSON. */
  readonly noise: (string | Buffer)[] = [];
  readonly botInfo: Json;
  closed: { code: number; reason: string } | undefined;

  constructor(socket: WebSocket, botInfo: Json) {
    this.socket = socket;
    this.botInfo = botInfo;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.noise.push(data);
      else this.#take(String(data));
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    socket.on('error', () => {});
  }

  static async open(url: string, botInfo: Json, protocols: string[] = []): Promise<Line> {
    const line = new Line(new WebSocket(url, protocols), botInfo);
    await once(line.socket, 'open');
    return line;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Sends a `/bot.message` (docs/protocol.md §3.2). */
  sendMessage(body: string, id: number | string = Date.now(), message: Json = {}): void {
    const { botInfo } = this;
    this.send({
      clientMessageId: id,
      message: { body, attachments: [], ...message },
      resourceid: '/bot.message',
      botInfo,
      id,
    });
  }

  of(type: string): Json[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  get types(): unknown[] {
    return this.frames.map(({ type }) => type);
  }

  /** Texts of the bot's answers. */
  get answers(): string[] {
    return this.of('bot_response').map(({ message }) => {
      const [item] = message as { cInfo: { body: string } }[];
      return item?.cInfo.body ?? '';
    });
  }

  /** Waits until `count` frames of this type were received. Returns the newest one. */
  async received(type: string, count = 1): Promise<Json> {
    await expect.poll(() => this.of(type).length, { timeout: 5000, interval: 5 }).toBeGreaterThanOrEqual(count);
    return this.of(type).at(-1) as Json;
  }

  async answered(...texts: string[]): Promise<void> {
    await expect.poll(() => this.answers, { timeout: 5000, interval: 5 }).toEqual(texts);
  }

  async ended(): Promise<{ code: number; reason: string }> {
    await expect.poll(() => this.closed, { timeout: 5000, interval: 5 }).toBeDefined();
    return this.closed as { code: number; reason: string };
  }

  #take(text: string): void {
    try {
      const frame: unknown = JSON.parse(text);
      if (typeof frame === 'object' && frame !== null && !Array.isArray(frame)) this.frames.push(frame as Json);
      else this.noise.push(text);
    } catch {
      this.noise.push(text);
    }
  }
}

/** Waits for the refusal of a socket: status and JSON body. */
export function refused(
  url: string,
  { protocols = [], headers = {} }: { protocols?: string[]; headers?: Record<string, string> } = {},
): Promise<{ status: number | undefined; body: Json }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols, { headers });
    socket.on('open', () => {
      socket.terminate();
      reject(new Error('the socket was let in'));
    });
    socket.on('error', () => {});
    socket.on('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) as Json }),
      );
    });
  });
}

/** Emulators of one test file: all are stopped after each test. */
export function emulators(start: typeof import('../../src/emulator/index.js').startEmulator) {
  const running: Emulator[] = [];
  return {
    async start(options: Parameters<typeof start>[0] = {}): Promise<Emulator> {
      const emulator = await start(options);
      running.push(emulator);
      return emulator;
    },
    async stop(): Promise<void> {
      await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
    },
  };
}

/** A clock that stands until it is moved. Epoch milliseconds. */
export class StandingClock {
  at: number;

  constructor(at = Date.UTC(2025, 0, 1)) {
    this.at = at;
  }

  now(): number {
    return this.at;
  }
}

/** The shape of a value: names and kinds, not contents. Arrays by their first item. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length ? [shapeOf(value[0])] : [];
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, shapeOf(item)]),
  );
}
