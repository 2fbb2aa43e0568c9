import WebSocket from 'ws';
import type { Emulator } from '../../src/emulator/index.js';
import { type ChatClient, type ChatClientOptions, createChatClient } from '../../src/index.js';
import type { Clock } from '../../src/lib/clock.js';
import { recordLogs } from '../support/record-logs.js';
import { fastClock } from './fast-clock.js';

export const USER = 'ann';

/** A client against an emulator, over real sockets, and what it tells. */
export interface RealUser {
  readonly client: ChatClient;
  /** Its time. */
  readonly clock: Clock;
  /** Everything that it has logged or announced, for the search for secrets. */
  readonly events: unknown[];
  /** Every JWT, access token and `sid` that it had. */
  readonly secrets: string[];
  /** Resolves as soon as `isSo`; rejects when that takes too long. Looks whenever the client or the emulator does something. */
  until(what: string, isSo: () => boolean): Promise<void>;
}

/** Far more than anything here takes on a slow machine. */
const PATIENCE_MS = 60_000;

/** @param speed of its clock: how many seconds of the client are one of this machine */
export function realUser(emulator: Emulator, speed: number, options: Partial<ChatClientOptions> = {}): RealUser {
  const events: unknown[] = [];
  const secrets: string[] = [];
  const clock = fastClock(speed);
  const client = createChatClient({
    apiUrl: emulator.apiUrl,
    bot: emulator.bot,
    WebSocket,
    clock,
    async getJwt({ signal }) {
      const body = JSON.stringify({ identity: USER });
      const headers = { 'content-type': 'application/json' };
      const { jwt } = (await (await fetch(emulator.jwtUrl, { method: 'POST', body, headers, signal })).json()) as {
        jwt: string;
      };
      secrets.push(jwt);
      return jwt;
    },
    async fetch(input, init) {
      const response = await fetch(input, init);
      const text = await response.clone().text();
      secrets.push(
        ...[...text.matchAll(/"accessToken":"([^"]+)|\bsid=([^"&]+)/g)].map(([, token, sid]) => (token ?? sid)!),
      );
      return response;
    },
    logger: recordLogs((...line) => events.push(line)),
    ...options,
  });
  for (const name of ['state', 'error', 'message', 'ack', 'history'] as const) {
    client.on(name, (event: unknown) => events.push(event));
  }
  /** Where things stand, for whoever waits in vain. */
  const stand = () => {
    const cause = 'cause' in client.state ? ` (${client.state.cause?.code})` : '';
    const open = client.messages.filter(({ status }) => status === 'queued' || status === 'sent');
    return `${client.state.status}${cause}, ${open.length} messages wait, ${client.messages.length} shown`;
  };
  return {
    client,
    clock,
    events,
    secrets,
    until: (what, isSo) =>
      new Promise((resolve, reject) => {
        const update = () => {
          if (isSo()) end(resolve);
        };
        const ends = [client.subscribe(update), emulator.observe(update)];
        const timer = setTimeout(() => end(() => reject(new Error(`unable to see ${what}; ${stand()}`))), PATIENCE_MS);
        const end = (settle: () => void) => {
          for (const stop of ends) stop();
          clearTimeout(timer);
          settle();
        };
        update();
      }),
  };
}

/** Texts of the platform's log, in its order. `type`: `incoming` is the user's, `outgoing` the bot's. */
export const recorded = (emulator: Emulator, type?: 'incoming' | 'outgoing'): string[] =>
  emulator
    .messages(USER)
    .filter((record) => type === undefined || record.type === type)
    .map(({ components }) => String(components[0]?.data?.text));

/** Texts that the client shows, in its order. */
export const shown = ({ messages }: ChatClient, from?: 'user' | 'bot'): string[] =>
  messages.filter((message) => from === undefined || message.from === from).map(({ text }) => text);
