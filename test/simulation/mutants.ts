import type { ChatClientOptions } from '../../src/index.js';
import type { ViolationKind } from './recorder.js';
import type { CreateClient } from './simulated-page.js';

/** A client that is broken on purpose. */
export interface Mutant {
  description: string;
  /** The simulation has to find at least one of these. */
  violates: readonly ViolationKind[];
  /** The options that make the client behave as if it had the defect. */
  options(options: ChatClientOptions): Partial<ChatClientOptions>;
}

interface HistoryPage {
  messages: { type: string }[];
}

/** Removes the records of one type from every page of the history. */
const hideRecords =
  (type: 'incoming' | 'outgoing') =>
  ({ fetch }: ChatClientOptions): Partial<ChatClientOptions> => ({
    fetch: async (input, init) => {
      const response = await fetch!(input, init);
      if (!response.ok || !String(input).includes('/botmessages/rtm')) return response;
      const text = await response.text();
      try {
        const page = JSON.parse(text) as HistoryPage;
        page.messages = page.messages.filter((record) => (record.type === 'incoming') !== (type === 'incoming'));
        return new Response(JSON.stringify(page), response);
      } catch {
        return new Response(text, response);
      }
    },
  });

/**
 * The mutants of the client, by name. The simulation has to detect each of them, which shows that it checks what it claims to.
 * They are made with public options only, so that they do not depend on the implementation of the client.
 */
export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'resend-without-lookup': {
    description: 'never finds own messages in the history, so that a message in doubt is always resent',
    violates: ['doubled'],
    options: hideRecords('incoming'),
  },
  'no-gap-fill': {
    description: 'never finds missed bot messages in the history',
    violates: ['missed'],
    options: hideRecords('outgoing'),
  },
  'counter-reset-on-open': {
    description: 'takes every socket for healthy as soon as it opens, so that the backoff restarts',
    violates: ['hot loop'],
    options: ({ WebSocket }) => ({
      WebSocket: class extends (WebSocket!) {
        constructor(url: string, protocols?: string[]) {
          super(url, protocols);
          let listener: typeof this.onopen = null;
          Object.defineProperty(this, 'onopen', {
            set: (given: typeof listener) => {
              listener = given;
            },
            get: () => (event: never) => {
              listener?.(event);
              this.onmessage?.({ data: '{"type":"ack","ok":true}' } as never);
            },
          });
        }
      },
    }),
  },
  'no-retry-after': {
    description: 'ignores Retry-After',
    violates: ['retry-after'],
    options: ({ fetch }) => ({
      fetch: async (input, init) => {
        const response = await fetch!(input, init);
        const headers = new Headers(response.headers);
        headers.delete('retry-after');
        return new Response(response.body, { status: response.status, headers });
      },
    }),
  },
  'no-settle-time': {
    description: 'takes a message that the history does not show at once for not recorded',
    violates: ['doubled', 'missed', 'needless reconnect'],
    options: () => ({ historyLagMs: 0 }),
  },
  'no-ack-timeout': {
    description: 'waits for an ack without a timeout',
    violates: ['unsettled', 'lost'],
    options: () => ({ ackTimeoutMs: 2 ** 31 - 1 }),
  },
  'no-jitter': {
    description: 'always draws the shortest wait of a backoff',
    violates: ['hot loop'],
    options: () => ({ random: () => 0 }),
  },
  'logs-token': {
    description: 'logs the access token',
    violates: ['leak'],
    options: ({ fetch, logger }) => ({
      fetch: (input, init) => {
        logger?.debug('calling', new Headers(init?.headers).get('authorization'));
        return fetch!(input, init);
      },
    }),
  },
};

/** @throws Error when there is no mutant of that name */
export function createMutant(name: string, create: CreateClient): CreateClient {
  const mutant = MUTANTS[name];
  if (!mutant) throw new Error(`unable to create the mutant ${name}; choose one of ${Object.keys(MUTANTS).join(', ')}`);
  return (options) => create({ ...options, ...mutant.options(options) });
}
