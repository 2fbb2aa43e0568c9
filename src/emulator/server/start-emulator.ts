import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resumeErasures } from '../admin-api/erase-users-data.js';
import { BotRunner, toBot } from '../bot-runtime/bot-runner.js';
import { createControls } from '../controls/create-controls.js';
import type { Emulator } from '../controls/emulator.js';
import { type EmulatorOptions, type Settings, toSettings } from '../options/platform-options.js';
import { DataFile } from '../persistence/data-file.js';
import { Platform } from '../platform/platform.js';
import { type Keeper, NO_KEEPER } from '../state/store.js';
import { Inspector } from './inspector-server.js';
import { createHttpDoor } from './request-listener.js';
import { SocketDoor } from './websocket-server.js';

/**
 * Starts the platform on this machine: REST, WebSocket and a bot, on one port.
 *
 * ```ts
 * const emulator = await startEmulator({ script: async ({ text }, say) => void (await say(`You said ${text}`)) });
 * const client = createChatClient({ apiUrl: emulator.apiUrl, bot: emulator.bot, getJwt });
 * ```
 *
 * @throws TypeError for a wrong option, Error for a file that cannot be kept in, or the error of the port (`EADDRINUSE`)
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const keeper = options.data === undefined ? NO_KEEPER : DataFile.open(options.data);
  try {
    return await start(options, keeper);
  } catch (error) {
    keeper.close();
    throw error;
  }
}

async function start(options: EmulatorOptions, keeper: Keeper): Promise<Emulator> {
  const settings = toSettings(options, keeper.installation);
  const platform = new Platform(settings, keeper, (itself) => new BotRunner(itself, toBot(settings.script)));
  const sockets = new SocketDoor(platform);
  const controls = createControls(platform);
  const inspector = settings.inspector ? new Inspector(platform, controls) : undefined;
  const server = createServer(createHttpDoor(platform, inspector));
  server.on('upgrade', sockets.upgrade);
  await listen(server, settings.port, settings.host);
  keepNames(keeper, options, settings);
  resumeErasures(platform);
  const url = addressOf(server, settings.host);
  platform.url = url;
  let stopping: Promise<void> | undefined;

  // Onto the controls, and not the controls into it: their getters stay getters.
  return Object.assign(controls, {
    url,
    apiUrl: `${url}/api/`,
    jwtUrl: `${url}/jwt`,
    assetsUrl: platform.assetsUrl,
    inspectorUrl: settings.inspector ? `${url}/_inspect` : undefined,
    bot: { name: settings.bot.name, id: settings.bot.id },
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    stop() {
      stopping ??= stop(platform, sockets, server, keeper);
      return stopping;
    },
  });
}

/** What was made up stays; what was given is given again, or not: a secret of the user's is none of the file's business. */
function keepNames(keeper: Keeper, { clientId, clientSecret }: EmulatorOptions, settings: Settings): void {
  keeper.keepName('botId', settings.bot.id);
  if (clientId === undefined) keeper.keepName('clientId', settings.clientId);
  if (clientSecret === undefined) keeper.keepName('clientSecret', settings.clientSecret);
}

async function stop(platform: Platform, sockets: SocketDoor, server: Server, keeper: Keeper): Promise<void> {
  platform.timers.stop();
  sockets.stop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  await platform.files.dispose();
  platform.feed.clear();
  keeper.close();
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
