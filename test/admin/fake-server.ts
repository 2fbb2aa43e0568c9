import { type AdminClient, type AdminClientOptions, createAdminClient } from '../../src/admin/index.js';
import type { Clock } from '../../src/lib/clock.js';
import { silentLogger } from '../../src/lib/logger.js';

/**
 * A clock that advances when somebody waits: each wait ends immediately, and the time moves on by it. The timeouts of requests
 * never fire.
 */
export class LeapingClock implements Clock {
  /** All waits in milliseconds, in order. */
  readonly waits: number[] = [];
  readonly #limitMs: number;
  #now: number;

  /** @param limitMs the timeout of a request, which is not a wait */
  constructor(limitMs: number, now = Date.parse('2026-01-31T12:00:00Z')) {
    this.#limitMs = limitMs;
    this.#now = now;
  }

  now = () => this.#now;

  after(delayMs: number, callback: () => void): () => void {
    // The timeout of an upload is a little longer, for its bytes.
    if (delayMs >= this.#limitMs && delayMs < this.#limitMs + 100) return () => {};
    let isOff = false;
    queueMicrotask(() => {
      if (isOff) return;
      this.waits.push(delayMs);
      this.#now += delayMs;
      callback();
    });
    return () => {
      isOff = true;
    };
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

/** A request that the server has received. */
export interface SentRequest {
  at: number;
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: unknown;
}

export interface FakeServer {
  admin: AdminClient;
  sent: SentRequest[];
  clock: LeapingClock;
}

const LIMIT_MS = 29_500;

/**
 * Creates an admin client whose `fetch` is answered by a function: with a JSON value, an `Answer`, or an Error for a failed
 * connection.
 */
export function fakeServer(
  answer: (sent: SentRequest, number: number) => unknown,
  options: Partial<AdminClientOptions> = {},
): FakeServer {
  const clock = new LeapingClock(LIMIT_MS);
  const sent: SentRequest[] = [];
  const admin = createAdminClient({
    apiUrl: 'https://bots.example',
    getJwt: () => 'header.claims.signature',
    timeoutMs: LIMIT_MS,
    logger: silentLogger,
    clock,
    random: () => 1,
    fetch: async (input, init) => {
      const one: SentRequest = {
        at: clock.now(),
        method: init?.method ?? 'GET',
        url: new URL(String(input)),
        headers: init?.headers as Record<string, string>,
        body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : init?.body,
      };
      sent.push(one);
      const given = answer(one, sent.length);
      if (given instanceof Error) throw given;
      if (!(given instanceof Answer)) return new Response(JSON.stringify(given));
      return new Response(given.body, { status: given.status, headers: given.headers });
    },
    ...options,
  });
  return { admin, sent, clock };
}

/** An answer with a status, headers or a body of its own. */
export class Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown = {}, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = typeof body === 'string' ? body : JSON.stringify(body);
    this.headers = headers;
  }
}

/** An error in the form of the platform. */
export const failed = (status: number, msg: string, code: number | string = status) =>
  new Answer(status, { errors: [{ msg, code }] });

/** An unsigned JWT. Times are in seconds. */
export function jwtWith(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.signature`;
}
