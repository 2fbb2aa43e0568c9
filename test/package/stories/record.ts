import { testClient } from '../../support/test-client.js';
import { BOT } from '../../support/wire.js';

/** The headless package: built from the sources, or as it is shipped. */
export type Client = typeof import('../../../src/index.js');
type ChatClient = ReturnType<Client['createChatClient']>;
type Options = Partial<Parameters<Client['createChatClient']>[0]>;

/** Every event of `ChatEvents`. */
const EVENTS = [
  ...(['bot.message', 'ack', 'bot_response', 'user_message', 'events', 'unknown', 'history'] as const),
  ...(['message', 'state', 'typing', 'gap', 'error'] as const),
] satisfies Parameters<ChatClient['on']>[0][];

/** Names that a comparison takes for the prototype's own. */
const MISTAKEN = /^(?:__proto__|constructor)$/;

/**
 * What a user of the client, and the platform, can see of a value: every own name with its value, hidden ones of errors too.
 * A copy, since what is seen now may change.
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
    .map((name) => [name.replace(MISTAKEN, 'own $&'), visible(Reflect.get(value, name), inside)]);
  const kind: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  // The classes of the platform; ours have a name of their own in `name`.
  return { ...(kind === 'Object' || isError ? {} : { '[kind]': kind }), ...Object.fromEntries(fields) };
}

/** Plays stories with one make of the client, and writes down all that can be seen from outside. */
export class Recorder {
  readonly lines: unknown[][] = [];
  /** Members of the client that were used. */
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

  /** Notes what a promise comes to. */
  outcome(what: string, promise: Promise<unknown>): void {
    promise.then(
      (value) => this.note(what, 'gives', value),
      (error: unknown) => this.note(what, 'fails', error),
    );
  }

  /** Notes what a call throws or gives. */
  attempt(what: string, call: () => unknown): void {
    try {
      this.note(what, 'gives', call());
    } catch (error) {
      this.note(what, 'throws', error);
    }
  }

  /** A client on a virtual clock, listened to from its first word. */
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
      /** Notes what went out: the requests, and the frames as they were sent. */
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
