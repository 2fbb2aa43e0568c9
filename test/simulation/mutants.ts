import type { ChatClientOptions } from '../../src/index.js';
import type { Law } from './recorder.js';
import type { CreateClient } from './simulated-page.js';

/** A law broken on purpose. */
export interface Break {
  what: string;
  /** What the proof has to find, one of these at the least. */
  breaks: readonly Law[];
  /** Changes the client from outside, so that it behaves as if it did not keep the law. */
  options(options: ChatClientOptions): Partial<ChatClientOptions>;
}

interface Page {
  messages: { type: string }[];
}

/** A client that never finds what the history has of one kind. */
const hideRecords =
  (type: 'incoming' | 'outgoing') =>
  ({ fetch }: ChatClientOptions): Partial<ChatClientOptions> => ({
    fetch: async (input, init) => {
      const response = await fetch!(input, init);
      if (!response.ok || !String(input).includes('/botmessages/rtm')) return response;
      const text = await response.text();
      try {
        const page = JSON.parse(text) as Page;
        page.messages = page.messages.filter((record) => (record.type === 'incoming') !== (type === 'incoming'));
        return new Response(JSON.stringify(page), response);
      } catch {
        return new Response(text, response);
      }
    },
  });

/**
 * Ways to break the laws, for a proof that has to notice each: what passes without them and fails with them has been looking.
 * All are made from outside, of public options, so that they do not depend on how the client is written.
 */
export const BREAKS: Readonly<Record<string, Break>> = {
  'resend-without-lookup': {
    what: 'own messages are never found in the history, so that what is in doubt is always sent again',
    breaks: ['doubled'],
    options: hideRecords('incoming'),
  },
  'no-gap-fill': {
    what: 'what the bot said in the meantime is never found in the history',
    breaks: ['missed'],
    options: hideRecords('outgoing'),
  },
  'counter-reset-on-open': {
    what: 'every socket that opens seems healthy at once, so that the backoff begins anew',
    breaks: ['hot loop'],
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
    what: 'the answer of an overloaded platform does not say how long to wait',
    breaks: ['retry-after'],
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
    what: 'what the history does not show at once counts as not recorded',
    breaks: ['doubled', 'missed', 'torn down'],
    options: () => ({ historyLagMs: 0 }),
  },
  'no-ack-timeout': {
    what: 'an ack is waited for without end',
    breaks: ['unsettled', 'lost'],
    options: () => ({ ackTimeoutMs: 2 ** 31 - 1 }),
  },
  'no-jitter': {
    what: 'every backoff draws its shortest wait',
    breaks: ['hot loop'],
    options: () => ({ random: () => 0 }),
  },
  talkative: {
    what: 'the access token is in a log',
    breaks: ['leak'],
    options: ({ fetch, logger }) => ({
      fetch: (input, init) => {
        logger?.('debug', 'calling', new Headers(init?.headers).get('authorization'));
        return fetch!(input, init);
      },
    }),
  },
};

/** @throws Error when there is no break of that name */
export function breakClient(name: string, create: CreateClient): CreateClient {
  const broken = BREAKS[name];
  if (!broken) throw new Error(`unable to break ${name}; there are ${Object.keys(BREAKS).join(', ')}`);
  return (options) => create({ ...options, ...broken.options(options) });
}
