import { createInterface } from 'node:readline/promises';
import { type AdminClient, createAdminClient } from '../../admin/index.js';
import { jwtSignerFromEnv } from '../../server/index.js';
import type { Terminal } from '../command.js';
import { UsageError } from '../command.js';
import { type OptionSpec, required, wholeNumber } from '../options.js';
import { type SigningOptions, signingEnvironment } from '../signing.js';
import { terminalLogger } from '../terminal-logger.js';

/** The options of every admin command that concern the connection. */
export interface ConnectionOptions extends SigningOptions {
  apiUrl?: string;
  allowInsecure?: boolean;
  timeout?: number;
}

export const CONNECTION_OPTIONS: readonly OptionSpec[] = [
  ['--api-url <url>', 'address of the platform, for example https://bots.kore.ai (or XO_RTM_API_URL)'],
  ['--allow-insecure', 'also allows http:// beyond this machine; others on the network can then read JWTs and data'],
  [
    '--timeout <s>',
    'seconds for each attempt (default 30); uploads get additional time for their size, at 64 kB/s',
    wholeNumber('timeout'),
  ],
];

/** Everything that an admin command works with. */
export interface CommandContext<Options extends object = object> {
  readonly options: Options;
  /** The positional arguments. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly prompt: Prompt;
  /** Creates the client. A command calls it when it needs the platform, so that a dry run needs no secret. @throws UsageError */
  connect(): Promise<AdminClient>;
}

/** `xo-rtm admin <name> …`. */
export interface AdminCommand<Options extends object = object> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Further sentences for the help of the command. */
  readonly details?: string;
  /** Names of the positional arguments, all of them required. */
  readonly args?: readonly string[];
  readonly options: readonly OptionSpec[];
  /** Resolves to the exit code. @throws UsageError, XoError */
  run(context: CommandContext<Options>): Promise<number>;
}

/** Asks the person at the keyboard. Resolves to what they typed, or to undefined when there is no keyboard. */
export type Prompt = (question: string, signal: AbortSignal) => Promise<string | undefined>;

/** Asks on the terminal of the process. The question goes to stderr, because stdout is for the output of the command. */
export const promptOnTerminal: Prompt = async (question, signal) => {
  if (!process.stdin.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal });
  } finally {
    lines.close();
  }
};

/** Seconds: a day. */
const MAX_TIMEOUT_S = 86_400;

/** Creates the admin client. @throws UsageError when something is missing; ConfigError when something is wrong */
export async function connect(options: ConnectionOptions, { env, error }: Terminal): Promise<AdminClient> {
  const logger = terminalLogger((_level, message) => error(message));
  const apiUrl = required('api-url', options.apiUrl, env, 'XO_RTM_API_URL');
  const timeoutS = options.timeout ?? 30;
  if (timeoutS < 1 || timeoutS > MAX_TIMEOUT_S) {
    throw new UsageError(`unable to use --timeout ${timeoutS}; it must be from 1 to ${MAX_TIMEOUT_S} seconds`);
  }
  const signer = jwtSignerFromEnv(await signingEnvironment(options, env), { logger });
  await signer.check();
  const { allowInsecure = false } = options;
  return createAdminClient({
    apiUrl,
    allowInsecure,
    getJwt: () => signer.signForApi(),
    timeoutMs: timeoutS * 1000,
    logger,
  });
}
