import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotRunner, toBot } from './bot/bot-runner.js';
import { speak } from './bot/create-say.js';
import type { Emulator } from './emulator.js';
import { type EmulatorOptions, toSettings } from './emulator-options.js';
import { createHttpDoor } from './http/http-door.js';
import { Platform } from './platform.js';
import { SocketDoor } from './socket/socket-door.js';

/**
 * Starts the platform on this machine: REST, WebSocket and a bot, on one port.
 *
 * ```ts
 * const emulator = await startEmulator({ script: async ({ text }, say) => void (await say(`You said ${text}`)) });
 * const client = createChatClient({ apiUrl: emulator.apiUrl, bot: emulator.bot, getJwt });
 * ```
 *
 * @throws TypeError for a wrong option, or the error of the port (`EADDRINUSE`)
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = toSettings(options);
  const platform = new Platform(settings, (itself) => new BotRunner(itself, toBot(settings.script)));
  const sockets = new SocketDoor(platform);
  const server = createServer(createHttpDoor(platform));
  server.on('upgrade', sockets.upgrade);
  await listen(server, settings.port, settings.host);
  const url = addressOf(server, settings.host);
  platform.url = url;
  let stopping: Promise<void> | undefined;

  return {
    url,
    apiUrl: `${url}/api/`,
    jwtUrl: `${url}/jwt`,
    bot: { name: settings.bot.name, id: settings.bot.id },
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    received: platform.received,

    get users() {
      return platform.users.all().map((user) => {
        const { connections, runningSessionId } = platform.conversationOf(user);
        return {
          ...user,
          sockets: connections.size,
          ...(runningSessionId !== undefined && { sessionId: runningSessionId }),
        };
      });
    },
    get silence() {
      return platform.bot.silent;
    },
    set silence(silent) {
      platform.bot.silent = silent;
    },

    messages(identity) {
      const user = platform.users.find(identity);
      return user ? [...platform.conversationOf(user).log.records] : [];
    },

    say(content, { to, ...how } = {}) {
      const users = to === undefined ? platform.users.all() : [platform.users.enrol(to)];
      return users.map((user) => speak(platform, platform.conversationOf(user), content, how));
    },

    cut({ how = 'close', user, ...rest } = {}) {
      const connections = platform.conversations(user).flatMap((conversation) => [...conversation.connections]);
      for (const connection of connections) connection.cut({ how, ...rest });
      return connections.length;
    },

    expireTokens: ({ user } = {}) =>
      platform.tokens.expire((token) => user === undefined || token.user.identity === user),

    faults: platform.faults,

    observe: (listener) => platform.feed.observe(listener),

    stop() {
      stopping ??= stop(platform, sockets, server);
      return stopping;
    },
  };
}

async function stop(platform: Platform, sockets: SocketDoor, server: Server): Promise<void> {
  platform.timers.stop();
  sockets.stop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  await platform.files.dispose();
  platform.feed.clear();
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The address for clients on this machine: an emulator that listens everywhere is also here. */
function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
