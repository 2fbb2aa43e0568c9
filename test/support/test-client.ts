import type { JwtRequest } from '../../src/auth/token-service.js';
import type { ChatEvents } from '../../src/client/chat-client.js';
import { createChatClient } from '../../src/client/create-chat-client.js';
import type { ChatClientOptions } from '../../src/client/options.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { VirtualSignals } from '../simulation/virtual-signals.js';
import { FakePlatform } from './fake-platform.js';
import { BOT } from './wire.js';

/** A JWT of an hour, of which every part would give itself away. */
const JWT = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ iat: 0, exp: 3_600 }))}.CnRySignatureOfTheJWT`;

/**
 * A client on a virtual clock. Without a platform it gets one of its own; two clients with one platform are two tabs of one
 * user.
 */
export function testClient(
  options: Partial<ChatClientOptions> = {},
  clock = new VirtualClock(),
  tab?: FakePlatform,
  create = createChatClient,
) {
  const platform = tab ?? new FakePlatform(clock);
  const signals = new VirtualSignals();
  const asked: JwtRequest[] = [];
  const logs: unknown[][] = [];
  const client = create({
    apiUrl: 'https://bots.test',
    bot: BOT,
    getJwt(request) {
      asked.push(request);
      return JWT;
    },
    fetch: platform.fetch,
    WebSocket: platform.WebSocket,
    clock,
    random: () => 0.5,
    signals,
    logger: (...line) => logs.push(line),
    ...options,
  });
  return {
    client,
    clock,
    platform,
    signals,
    logs,
    asked,
    /** Why each JWT was asked for. */
    reasons: () => asked.map(({ reason }) => reason),
    texts: () => client.messages.map(({ text }) => text),
    /** All events of one name from now on. */
    hear<Name extends keyof ChatEvents>(name: Name): ChatEvents[Name][] {
      const heard: ChatEvents[Name][] = [];
      client.on(name, (event) => heard.push(event));
      return heard;
    },
    /** Connects, and lets what follows come to rest. */
    async connect() {
      const connected = client.connect();
      await clock.advance(0);
      await connected;
      await clock.advance(0);
    },
    /** Lets time pass until the client is in this state. @returns how many milliseconds that took, in steps of 100 */
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
