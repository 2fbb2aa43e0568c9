import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  jwtSignerFromEnv,
  SIGNER_VARIABLES,
  TOKEN_SERVER_VARIABLES,
  tokenHandlerFromEnv,
  toNodeHandler,
} from '../server/index.js';
import { type CliCommand, CommandError, type Terminal, UsageError } from './command.js';
import { connectRedis } from './connect-redis.js';
import { addOptions, type OptionSpec, wholeNumber } from './options.js';
import { readTextFile } from './read-files.js';
import { addSigningOptions, type SigningOptions, signingEnvironment } from './signing.js';
import { type Logger, terminalLogger } from './terminal-logger.js';

const DEFAULT_PORT = 4101;
const MAX_PORT = 65_535;
const HEALTH_PATH = '/health';

/**
 * Milliseconds for a whole request: 10 s with the interval in which Node checks its connections. A body has at most 4 kB, so a slower
 * client holds the connection open on purpose.
 */
const REQUEST_LIMITS = { headersTimeout: 9000, requestTimeout: 9000, connectionsCheckingInterval: 500 };

interface TokenServerOptions extends SigningOptions {
  port?: number;
  host?: string;
  path?: string;
  visitorSecretFile?: string;
  oldVisitorSecretFile?: string;
}

const OPTIONS: readonly OptionSpec[] = [
  [
    '--port <n>',
    'port to listen on; 0 takes any free one (default: PORT, otherwise 4101)',
    wholeNumber('port', MAX_PORT),
  ],
  ['--host <address>', 'address to listen on (default 127.0.0.1; 0.0.0.0 in a container)'],
  ['--path <path>', 'path of the endpoint (default /token)'],
  ['--visitor-secret-file <file>', 'file with the value of XO_RTM_VISITOR_SECRET'],
  ['--old-visitor-secret-file <file>', 'file with the value of XO_RTM_VISITOR_SECRET_OLD'],
];

/** Adds `xo-rtm token-server`: the token endpoint that the environment describes. It runs until Ctrl-C. */
export function addTokenServerCommand(program: CliCommand): void {
  const command = program.command('token-server').summary('the endpoint that gives your pages their JWT') as CliCommand;
  command
    .description(
      'The endpoint that gives your pages their JWT: POST /token answers { "jwt": "…" }. GET /health answers 200 while the server runs. ' +
        'Put a proxy in front of it for TLS.',
    )
    .usage('[options]');
  addOptions(command, OPTIONS);
  addSigningOptions(command)
    .addHelpText('after', `\nWho may request a JWT, from the environment:\n${variablesHelp()}`)
    .addHelpText(
      'after',
      '\nExit codes: 0 ended by Ctrl-C or SIGTERM; 1 it failed; 2 a wrong command line or environment.',
    );
  command.run<TokenServerOptions>(serve);
}

function variablesHelp(): string {
  const variables = Object.entries({
    ...TOKEN_SERVER_VARIABLES,
    // The command itself connects, not the handler.
    XO_RTM_REDIS_URL:
      'Redis in which several machines count together (redis://…); requires the package ioredis or redis',
  }).filter(([name]) => !(name in SIGNER_VARIABLES));
  const width = Math.max(...variables.map(([name]) => name.length));
  return variables.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`).join('\n');
}

async function serve(options: TokenServerOptions, _args: readonly string[], terminal: Terminal): Promise<number> {
  const port = options.port ?? portOf(terminal.env);
  const { host = '127.0.0.1', path = '/token' } = options;
  if (!/^\/[\w./-]*$/.test(path) || path === HEALTH_PATH) {
    throw new UsageError(`unable to use --path ${path}; it must begin with / and not be ${HEALTH_PATH}`);
  }
  const env = await readEnv(options, terminal.env);
  const logger = createLogger(terminal);
  const signer = jwtSignerFromEnv(env, { logger });
  // A key that cannot sign ends the command now, instead of failing every request later.
  await signer.check();
  const redis = env.XO_RTM_REDIS_URL ? await connectRedis(env.XO_RTM_REDIS_URL, terminal.error) : undefined;
  try {
    const handler = tokenHandlerFromEnv(env, { signer, logger, ...(redis && { redis: redis.client }) });
    await listenUntilAborted(terminal, { port, host, path, handle: toNodeHandler(handler) });
  } finally {
    redis?.close();
  }
  return 0;
}

function createLogger({ error }: Terminal): Logger {
  return terminalLogger((level, message, details) => {
    if (level !== 'debug') error(`${level} ${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}`);
  });
}

interface Endpoint {
  port: number;
  host: string;
  path: string;
  handle: ReturnType<typeof toNodeHandler>;
}

async function listenUntilAborted({ print, signal }: Terminal, { port, host, path, handle }: Endpoint): Promise<void> {
  const responses = new Set<ServerResponse>();
  const server = createServer(REQUEST_LIMITS, listener(path, handle));
  server.on('request', (_request, response) => {
    responses.add(response);
    response.once('close', () => responses.delete(response));
  });
  const url = await listen(server, port, host);
  print(`POST ${url}${path} gives pages their JWT. Ctrl-C ends it.`);
  if (!signal.aborted) await once(signal, 'abort');
  await finish(server, responses);
}

/** Finishes the requests that have begun, and closes all other connections. */
async function finish(server: Server, responses: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await Promise.all([...responses].map((response) => once(response, 'close')));
  server.closeAllConnections();
  await closed;
}

function listener(path: string, handle: ReturnType<typeof toNodeHandler>): RequestListener {
  return (request, response) => {
    const requested = request.url?.split('?')[0];
    if (requested === path) return void handle(request, response);
    const status = requested === HEALTH_PATH ? 200 : 404;
    response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
    response.end(status === 200 ? 'ok\n' : 'not found\n');
  };
}

/** @throws UsageError */
function portOf({ PORT }: Terminal['env']): number {
  const text = PORT || String(DEFAULT_PORT);
  if (/^\d+$/.test(text) && Number(text) <= MAX_PORT) return Number(text);
  throw new UsageError(`unable to use PORT ${text}; it must be a whole number up to ${MAX_PORT}`);
}

/** Combines the environment with the options and files that replace its variables. @throws UsageError */
async function readEnv(options: TokenServerOptions, env: Terminal['env']): Promise<Terminal['env']> {
  const { visitorSecretFile, oldVisitorSecretFile } = options;
  return {
    ...(await signingEnvironment(options, env)),
    ...(visitorSecretFile !== undefined && { XO_RTM_VISITOR_SECRET: await readTextFile(visitorSecretFile) }),
    ...(oldVisitorSecretFile !== undefined && { XO_RTM_VISITOR_SECRET_OLD: await readTextFile(oldVisitorSecretFile) }),
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
    throw new CommandError(`unable to listen on port ${port} of ${host}; ${why}`);
  }
  const { address, family, port: taken } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}
