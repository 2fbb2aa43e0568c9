import { afterEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type FaultRule, startEmulator } from '../../src/emulator/index.js';
import { type ChatClient, createChatClient } from '../../src/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { emulators } from '../emulator/platform-user.js';

/*
 * Proxies, gateways and login pages may respond instead of the platform for a while. The client recovers by itself afterwards,
 * whatever status they use.
 */
const started = emulators(startEmulator);
const clients: ChatClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  await started.stop();
});

const ANSWERS = [
  { status: 401, as: 'html' },
  { status: 403, as: 'html' },
  { status: 404, as: 'json' },
  { status: 400, as: 'json' },
  { status: 200, as: 'html' },
  { status: 200, as: 'json' },
  { status: 511, as: 'html' },
] as const;

describe.each(['jwtgrant', 'rtm/start'])('at %s', (endpoint) => {
  it.each(ANSWERS)(
    'a response with status $status in $as delays the connection and does not end it',
    async (answer) => {
      const rule: FaultRule = {
        match: { at: 'http', endpoint },
        action: { type: 'foreignAnswer', ...answer },
        count: 2,
      };
      const emulator = await started.start({ faults: [rule] });
      const client = createChatClient({
        apiUrl: emulator.apiUrl,
        bot: emulator.bot,
        WebSocket,
        // Makes the waits as short as possible.
        random: () => 0,
        async getJwt() {
          const response = await fetch(emulator.jwtUrl, { method: 'POST', body: JSON.stringify({ identity: 'jane' }) });
          return ((await response.json()) as { jwt: string }).jwt;
        },
        logger: silentLogger,
      });
      clients.push(client);
      const statuses: string[] = [];
      client.on('state', ({ current }) => statuses.push(current.status));
      await client.connect();
      expect(statuses).toContain('waiting');
      expect(statuses).not.toContain('failed');
      await client.send('Hello');
    },
  );
});
