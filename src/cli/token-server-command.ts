import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtSignerFromEnv, tokenHandlerFromEnv, toNodeHandler } from '../server/index.js';
import { Flags, TEXT } from './admin/flags.js';
import { type Command, type Terminal, UsageError } from './command.js';
import { connectRedis } from './connect-redis.js';
import { readTextFile } from './read-files.js';
import { SIGNING_FLAGS, signingEnvironment } from './signing.js';
import { TOKEN_SERVER_HELP } from './token-server-help.js';

const DEFAULT_PORT = 4101;
const HEALTH_PATH = '/health';

/**
 * Milliseconds for all of a request: 10 s with the time until Node looks at its connections again. A body has 4 kB at most; who needs
 * longer holds a connection open on purpose.
 */
const REQUEST_LIMITS = { headersTimeout: 9000, requestTimeout: 9000, connectionsCheckingInterval: 500 };

/** As the server's options take it. */
type Logger = NonNullable<NonNullable<Parameters<typeof tokenHandlerFromEnv>[1]>['logger']>;

/** `xo-rtm token-server`: the token endpoint as the environment describes it, until Ctrl-C. */
export const tokenServerCommand: Command = {
  name: 'token-server',
  summary: 'the endpoint that gives your pages their JWT',
  help: () => TOKEN_SERVER_HELP,
  run: serve,
};

async function serve(args: readonly string[], terminal: Terminal): Promise<number> {
  const own = { port: TEXT, host: TEXT, path: TEXT, 'visitor-secret-file': TEXT, 'old-visitor-secret-file': TEXT };
  const flags = new Flags(args, { ...SIGNING_FLAGS, ...own }, []);
  const port = readPort(flags, terminal.env);
  const host = flags.text('host') ?? '127.0.0.1';
  const path = flags.text('path') ?? '/token';
  if (!/^\/[\w./-]*$/.test(path) || path === HEALTH_PATH) {
    throw new UsageError(`unable to use --path ${path}; it must begin with / and not be ${HEALTH_PATH}`);
  }
  const env = await readEnv(flags, terminal.env);
  const logger = createLogger(terminal);
  const signer = jwtSignerFromEnv(env, { logger });
  // A key that cannot sign ends the command now, and not each request later.
  await signer.check();
  const redis = env.XO_RTM_REDIS_URL ? await connectRedis(env.XO_RTM_REDIS_URL, terminal.error) : undefined;
  try {
    const handler = tokenHandlerFromEnv(env, { signer, logger, ...(redis && { redis: redis.client }) });
    await listenUntilAborted(terminal, { port, host, path, answer: toNodeHandler(handler) });
  } finally {
    redis?.close();
  }
  return 0;
}

function createLogger({ error }: Terminal): Logger {
  return (level, message, details) => {
    if (level !== 'debug') error(`${level} ${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}`);
  };
}

interface Endpoint {
  port: number;
  host: string;
  path: string;
  answer: ReturnType<typeof toNodeHandler>;
}

async function listenUntilAborted({ print, signal }: Terminal, { port, host, path, answer }: Endpoint): Promise<void> {
  const answers = new Set<ServerResponse>();
  const server = createServer(REQUEST_LIMITS, listener(path, answer));
  server.on('request', (_request, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
  });
  const url = await listen(server, port, host);
  print(`POST ${url}${path} gives pages their JWT. Ctrl-C ends it.`);
  if (!signal.aborted) await once(signal, 'abort');
  await finish(server, answers);
}

/** Answers what has been asked, and holds on to no other connection. */
async function finish(server: Server, answers: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await Promise.all([...answers].map((answer) => once(answer, 'close')));
  server.closeAllConnections();
  await closed;
}

function listener(path: string, answer: ReturnType<typeof toNodeHandler>): RequestListener {
  return (request, response) => {
    const asked = request.url?.split('?')[0];
    if (asked === path) return void answer(request, response);
    const status = asked === HEALTH_PATH ? 200 : 404;
    response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
    response.end(status === 200 ? 'ok\n' : 'not found\n');
  };
}

/** @throws UsageError */
function readPort(flags: Flags, { PORT }: Terminal['env']): number {
  const text = flags.text('port') ?? (PORT || String(DEFAULT_PORT));
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  const name = flags.text('port') === undefined ? 'PORT' : '--port';
  throw new UsageError(`unable to use ${name} ${text}; it must be a whole number up to 65535`);
}

/** The environment, with what options and files say in its place. @throws UsageError */
async function readEnv(flags: Flags, env: Terminal['env']): Promise<Terminal['env']> {
  const signing = await signingEnvironment(flags, env);
  const [visitors, old] = [flags.text('visitor-secret-file'), flags.text('old-visitor-secret-file')];
  return {
    ...signing,
    ...(visitors !== undefined && { XO_RTM_VISITOR_SECRET: await readTextFile(visitors) }),
    ...(old !== undefined && { XO_RTM_VISITOR_SECRET_OLD: await readTextFile(old) }),
  };
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      { EADDRINUSE: 'it is taken', EACCES: 'only root may' }[code ?? ''] ?? 'it is not an address of this machine';
    throw new Error(`unable to listen on port ${port} of ${host}; ${why}`);
  }
  const { address, family, port: taken } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}
