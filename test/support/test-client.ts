import type { JwtRequest } from '../../src/auth/token-service.js';
import type { ChatEvents } from '../../src/client/chat-client.js';
import { createChatClient } from '../../src/client/create-chat-client.js';
import type { ChatClientOptions } from '../../src/client/options.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { VirtualSignals } from '../simulation/virtual-signals.js';
import { FakePlatform } from './fake-platform.js';
import { recordLogs } from './record-logs.js';
import { BOT } from './wire.js';

/** A JWT that is valid for an hour. `SecretScanner` recognizes each of its parts. */
const JWT = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ iat: 0, exp: 3_600 }))}.CnRySignatureOfTheJWT`;

/**
 * Creates a client on a virtual clock. Without `tab` it gets a platform of its own; two clients with one platform are two tabs of
 * one user.
 */
export function testClient(
  options: Partial<ChatClientOptions> = {},
  clock = new VirtualClock(),
  tab?: FakePlatform,
  create = createChatClient,
) {
  const platform = tab ?? new FakePlatform(clock);
  const signals = new VirtualSignals();
  const jwtRequests: JwtRequest[] = [];
  const logs: unknown[][] = [];
  const client = create({
    apiUrl: 'https://bots.test',
    bot: BOT,
    getJwt(request) {
      jwtRequests.push(request);
      return JWT;
    },
    fetch: platform.fetch,
    WebSocket: platform.WebSocket,
    clock,
    random: () => 0.5,
    signals,
    logger: recordLogs((...line) => logs.push(line)),
    ...options,
  });
  return {
    client,
    clock,
    platform,
    signals,
    logs,
    jwtRequests,
    /** The reason of each JWT request. */
    reasons: () => jwtRequests.map(({ reason }) => reason),
    texts: () => client.messages.map(({ text }) => text),
    /** Returns a list to which all events of one name are added from now on. */
    collect<Name extends keyof ChatEvents>(name: Name): ChatEvents[Name][] {
      const events: ChatEvents[Name][] = [];
      client.on(name, (event) => events.push(event));
      return events;
    },
    /** Connects, and waits until the work that follows is done. */
    async connect() {
      const connected = client.connect();
      await clock.advance(0);
      await connected;
      await clock.advance(0);
    },
    /** Advances the clock until the client is in this state. @returns how many milliseconds that took, in steps of 100 */
    async reach(status: string, limitMs = 120_000): Promise<number> {
      const since = clock.now();
      while (client.state.status !== status) {
        if (clock.now() - since >= limitMs) throw new Error(`unable to reach ${status}; it is ${client.state.status}`);
        await clock.advance(100);
      }
      await clock.advance(0);
      return clock.now() - since;
    },
  };
}

export type TestClient = ReturnType<typeof testClient>;
