import { randomBytes } from 'node:crypto';
import { demoBot, startEmulator } from 'xo-rtm/emulator';
import { createAnonymousVisitors, createJwtSigner, createTokenHandler, toNodeHandler } from 'xo-rtm/server';
import { createActions } from './actions.mjs';
import { otherName } from './other-name.mjs';
import { createPages } from './pages.mjs';
import { createTraceFeed } from './trace-feed.mjs';

const BOT = { name: 'Demo Bot', id: 'st-demo' };
const PORTS_TO_TRY = 20;
/** Long enough for the client to fail and wait, short enough to watch. */
const DOWN_MS = 12_000;

/**
 * Starts the emulator on `port` or the next free one (0 = any), with the paths of the demo in addition to those of the platform:
 * `/token`, `/demo/…` and the pages.
 *
 * @param {{ port: number, host?: string, log: (line: string) => void, downMs?: number }} options `host`: an address of the local
 *   network, for phones; by default only this machine
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startDemo({ port, host, log, downMs = DOWN_MS }) {
  // Set as soon as the address is known, because all handlers need it.
  let paths;
  const emulator = await startOnFreePort({ port, host, log }, (request, response) => {
    const path = request.url.split('?')[0];
    const serve = paths && (Object.entries(paths).find(([prefix]) => path.startsWith(prefix))?.[1] ?? paths.pages);
    return serve ? serve(request, response) : response.writeHead(503).end();
  });

  // Only these origins may request tokens. An address of a network has no other name.
  const origins = [...new Set([emulator.url, otherName(emulator.url)])];
  const signer = createJwtSigner({ clientId: emulator.clientId, clientSecret: emulator.clientSecret });
  const identify = createAnonymousVisitors({
    // Real servers store this secret, so that they recognize visitors after a restart. Here the conversations end with the process.
    secret: randomBytes(32).toString('base64'),
    secure: false,
    // Browsers share cookies among all ports, so two demos on one machine would overwrite each other's cookie.
    cookieName: `demo-visitor-${new URL(emulator.url).port}`,
  });
  const trace = createTraceFeed(emulator, identify);
  paths = {
    '/token': toNodeHandler(createTokenHandler({ signer, identify, allowedOrigins: origins })),
    '/demo/trace': trace.serve,
    '/demo/actions/': toNodeHandler(createActions({ emulator, identify, signer, origins, downMs })),
    pages: createPages({
      origins,
      assetsPath: new URL(emulator.assetsUrl).pathname,
      isInsecure: host !== undefined,
      hasInspector: emulator.inspectorUrl !== undefined,
    }),
  };

  return {
    url: `${emulator.url}/`,
    async stop() {
      trace.close();
      await emulator.stop();
    },
  };
}

/** Creates a bot that greets each visitor once. By default it would greet in every session, and each reload begins a session. */
function createGreetingBot() {
  const greeted = new Set();
  return {
    ...demoBot,
    onMessage: (message, say, context) =>
      demoBot.onMessage(message, say, { ...context, assetsUrl: otherName(context.assetsUrl) }),
    async onConnect(say, { user }) {
      if (greeted.has(user.identity)) return;
      greeted.add(user.identity);
      await say('Hello! I am the demo bot. Say “help” to see what I can do.');
    },
  };
}

async function startOnFreePort({ port, host, log }, fallback) {
  const last = port === 0 ? 0 : Math.min(port + PORTS_TO_TRY - 1, 65_535);
  for (let next = port; next <= last; next++) {
    try {
      const emulator = await startEmulator({
        port: next,
        ...(host !== undefined && { host }),
        bot: BOT,
        script: createGreetingBot(),
        log,
        fallback,
      });
      if (next !== port) log(`Port ${port} is taken; using ${next} instead.`);
      return emulator;
    } catch (failure) {
      if (['EADDRNOTAVAIL', 'ENOTFOUND'].includes(failure.code)) {
        throw new Error(`unable to start the demo; ${host} is not an address of this machine`);
      }
      if (!isTaken(failure)) throw failure;
    }
  }
  throw new Error(`unable to start the demo; the ports ${port} to ${last} are taken. Set PORT to a free one, or to 0.`);
}

const isTaken = (failure) => ['EADDRINUSE', 'EACCES'].includes(failure.code ?? failure.cause?.code);
