import { testClient } from '../../support/test-client.js';
import { BOT } from '../../support/wire.js';

/** The headless package, either its sources or the built one. */
export type Client = typeof import('../../../src/index.js');
type ChatClient = ReturnType<Client['createChatClient']>;
type Options = Partial<Parameters<Client['createChatClient']>[0]>;

/** Every event of `ChatEvents`. */
const EVENTS = [
  ...(['bot.message', 'ack', 'bot_response', 'user_message', 'events', 'unknown', 'history'] as const),
  ...(['message', 'state', 'typing', 'gap', 'error'] as const),
] satisfies Parameters<ChatClient['on']>[0][];

/** Names that a comparison would read from the prototype. */
const PROTOTYPE_NAMES = /^(?:__proto__|constructor)$/;

/**
 * Returns what users of the client and the platform can see of a value: every own property, including the non-enumerable ones of
 * errors. The result is a copy, because the value may change later.
 */
export function visible(value: unknown, seen: readonly unknown[] = []): unknown {
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (seen.includes(value)) return '[again]';
  const inside = [...seen, value];
  if (Array.isArray(value)) return value.map((each) => visible(each, inside));
  const isError = value instanceof Error;
  const names = Object.getOwnPropertyNames(value).filter((name) => !isError || name !== 'stack');
  const fields = names
    .sort()
    .map((name) => [name.replace(PROTOTYPE_NAMES, 'own $&'), visible(Reflect.get(value, name), inside)]);
  const kind: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  // The class name of built-in classes. Our error classes have theirs in `name`.
  return { ...(kind === 'Object' || isError ? {} : { '[kind]': kind }), ...Object.fromEntries(fields) };
}

/** Runs stories with one build of the client, and records everything that is observable from outside. */
export class Recorder {
  readonly lines: unknown[][] = [];
  /** Members of the client that the stories have used. */
  readonly used = new Set<PropertyKey>();
  readonly #make: Client;

  constructor(make: Client) {
    this.#make = make;
  }

  get make(): Client {
    return this.#make;
  }

  note(...line: unknown[]): void {
    this.lines.push(line.map((each) => visible(each)));
  }

  /** Records how a promise settles. */
  outcome(label: string, promise: Promise<unknown>): void {
    promise.then(
      (value) => this.note(label, 'resolves', value),
      (error: unknown) => this.note(label, 'rejects', error),
    );
  }

  /** Records what a call returns or throws. */
  attempt(label: string, call: () => unknown): void {
    try {
      this.note(label, 'returns', call());
    } catch (error) {
      this.note(label, 'throws', error);
    }
  }

  /** Creates a client on a virtual clock, and records all its events. */
  begin(options: Options = {}, clock?: Parameters<typeof testClient>[1], tab?: Parameters<typeof testClient>[2]) {
    const jwtRequests: unknown[] = [];
    const getJwt: Options['getJwt'] =
      options.getJwt &&
      ((request) => {
        jwtRequests.push(visible(request));
        return options.getJwt!(request);
      });
    const test = testClient(
      { bot: BOT, ...options, ...(getJwt && { getJwt }) },
      clock,
      tab,
      this.#make.createChatClient,
    );
    const client = new Proxy(test.client, {
      get: (target, name) => {
        this.used.add(name);
        return Reflect.get(target, name);
      },
    });
    this.note('client', Object.getOwnPropertyNames(test.client).sort());
    for (const name of EVENTS) test.client.on(name, (event) => this.note(name, event));
    test.client.subscribe(() => {
      const { messages, state, typing, agent } = test.client;
      this.note('changed', { messages, state, typing, agent });
    });
    return {
      ...test,
      client,
      /** Records the requests, and the frames as they were sent. */
      end: () => {
        const { requests, sockets } = test.platform;
        for (const { url, method, headers, body } of requests) {
          this.note('request', method, url.href, [...headers], JSON.stringify(body));
        }
        for (const { url, protocols, sent } of sockets) this.note('socket', url, protocols, sent);
        this.note('JWT requests', test.jwtRequests, jwtRequests);
        this.note('logged', test.logs);
      },
    };
  }
}
