import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resumeErasures } from '../admin-api/erase-users-data.js';
import { BotRunner, toBot } from '../bot-runtime/bot-runner.js';
import { createControls, type EmulatorControls } from '../controls/create-controls.js';
import { type PlatformSettings, toPlatformSettings } from '../options/platform-options.js';
import { DataFile } from '../persistence/data-file.js';
import { Platform } from '../platform/platform.js';
import { echoBot } from '../sample-bots/echo-bot.js';
import { NULL_STORE, type Store } from '../state/store.js';
import { type EmulatorOptions, toServerSettings } from './emulator-options.js';
import { InspectorServer } from './inspector-server.js';
import { RequestGuard } from './request-guard.js';
import { createRequestListener } from './request-listener.js';
import { TemporaryFiles } from './temporary-files.js';
import { RtmSocketServer } from './websocket-server.js';

/** A running platform on this machine, made by `startEmulator`. */
export interface Emulator extends EmulatorControls {
  /** For example `http://127.0.0.1:49152`. */
  readonly url: string;
  /** The value for `apiUrl` of the client. */
  readonly apiUrl: string;
  /**
   * `POST { identity?, isAnonymous? }` → `{ jwt }`, for everybody who asks. Development only. Without an identity each JWT is for a
   * new anonymous visitor; `?identity=` names the visitor of a page whose element posts `{}`.
   */
  readonly jwtUrl: string;
  /**
   * The address of the pictures, sounds and forms of sample messages, such as `media/picture.svg`. A part of it cannot be guessed, so
   * that pages can load them without `Origin` and `Referer`: `<img referrerpolicy="no-referrer">`.
   */
  readonly assetsUrl: string;
  /** The page that shows what happens. Undefined if it is switched off. */
  readonly inspectorUrl: string | undefined;
  readonly bot: { readonly name: string; readonly id: string };
  readonly clientId: string;
  readonly clientSecret: string;

  /** Closes sockets, timers and the server. Resolves when nothing is open any more. */
  stop(): Promise<void>;
  /** The same as `stop()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the platform on this machine: REST, WebSocket and a bot, on one port.
 *
 * ```ts
 * const emulator = await startEmulator({ script: async ({ text }, say) => void (await say(`You said ${text}`)) });
 * const client = createChatClient({ apiUrl: emulator.apiUrl, bot: emulator.bot, getJwt });
 * ```
 *
 * @throws TypeError for a wrong option, Error for a data file that cannot be used, or the error of the port (`EADDRINUSE`)
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const store = options.data === undefined ? NULL_STORE : DataFile.open(options.data);
  try {
    return await start(options, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function start(options: EmulatorOptions, store: Store): Promise<Emulator> {
  const serverSettings = toServerSettings(options);
  const settings = toPlatformSettings(options, store.installation);
  const platform = await Platform.create(settings, {
    store,
    files: new TemporaryFiles(),
    keepsTrace: serverSettings.inspector,
    createBot: (itself) => new BotRunner(itself, toBot(options.script ?? echoBot)),
  });
  const guard = new RequestGuard({ ...serverSettings, log: platform.log });
  const sockets = new RtmSocketServer(platform, guard);
  const controls = createControls(platform);
  const inspector = serverSettings.inspector ? new InspectorServer(platform, guard, controls) : undefined;
  const server = createServer(createRequestListener({ platform, guard, inspector, fallback: serverSettings.fallback }));
  server.on('upgrade', sockets.upgrade);
  await listen(server, serverSettings.port, serverSettings.host);
  storeNames(store, options, settings);
  resumeErasures(platform);
  const url = addressOf(server, serverSettings.host);
  platform.url = url;
  let stopping: Promise<void> | undefined;
  const stopOnce = () => {
    stopping ??= stop(platform, sockets, server, store);
    return stopping;
  };

  // Assigns to `controls`, because the other way round its getters would become plain values.
  return Object.assign(controls, {
    url,
    apiUrl: `${url}/api/`,
    jwtUrl: `${url}/jwt`,
    assetsUrl: platform.assetsUrl,
    inspectorUrl: inspector ? `${url}/_inspect` : undefined,
    bot: { name: settings.bot.name, id: settings.bot.id },
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  });
}

/** Stores generated names only: a secret that the caller passed in must not end up in the file. */
function storeNames(store: Store, { clientId, clientSecret }: EmulatorOptions, settings: PlatformSettings): void {
  store.putName('botId', settings.bot.id);
  if (clientId === undefined) store.putName('clientId', settings.clientId);
  if (clientSecret === undefined) store.putName('clientSecret', settings.clientSecret);
}

async function stop(platform: Platform, sockets: RtmSocketServer, server: Server, store: Store): Promise<void> {
  platform.timers.stop();
  sockets.stop();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
  await platform.files.dispose();
  platform.trace.clear();
  store.close();
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

/** The address for clients on this machine. A server that listens on all addresses is also on the loopback one. */
function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
