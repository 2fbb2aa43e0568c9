import { type EmulatorConfig, type EmulatorOptions, lanAddress } from '../emulator/index.js';
import { type CliCommand, type Terminal, UsageError } from './command.js';
import { addOptions, collect, oneOf, wholeNumber } from './options.js';

const DEFAULT_PORT = 4100;
const SECRET_VARIABLE = 'XO_RTM_CLIENT_SECRET';

/** The options of `xo-rtm emulator` as commander reads them. */
export interface EmulatorFlags {
  config?: string;
  port?: number;
  host?: string;
  lan?: true;
  allowOrigin?: readonly string[];
  allowHost?: readonly string[];
  data?: string;
  botName?: string;
  botId?: string;
  clientId?: string;
  bot?: 'demo' | 'echo';
  botScript?: string;
  greeting?: string;
  seed?: number;
  faults?: string;
  tokenTtl?: number;
  urlTtl?: number;
  requireJti?: true;
  answerPings?: true;
  dedupe?: true;
  userMsgId: boolean;
  inspector?: boolean;
  trace?: true;
}

/** The settings of the emulator, with files that are still to be loaded. */
export interface EmulatorArguments extends Omit<EmulatorOptions, 'faults' | 'script' | 'greeting'> {
  /** The emulator is open to the devices of the local network. */
  lan?: true;
  builtIn: 'demo' | 'echo';
  botScript?: string;
  faults?: string;
  greeting?: string;
  trace: boolean;
}

/** Adds the options of `xo-rtm emulator`. */
export function addEmulatorOptions(command: CliCommand): CliCommand {
  addOptions(
    command,
    [
      [
        '--config <file>',
        'JSON with options of startEmulator: bot, faults, and in admin the public APIs (apps and their scopes, roles, users, jobs, ' +
          'rate limits); options of the command line win',
      ],
      ['--port <n>', 'port to listen on; 0 takes any free one (default 4100)', wholeNumber('port', 65_535)],
      ['--host <address>', 'address to listen on (default 127.0.0.1; 0.0.0.0 opens it to your network)'],
      [
        '--lan',
        'listen on the address of this machine in your local network, for phones and other devices; everybody in that network can act ' +
          'as any user',
      ],
      [
        '--allow-origin <origin>',
        'also accept calls from pages of this origin, for example https://shop.example; can be given several times (pages of localhost, ' +
          "127.0.0.1 and the emulator's own are always accepted, all others never)",
        collect,
      ],
      [
        '--allow-host <name>',
        'also answer to this host name, for example behind a tunnel: my-machine.local; can be given several times',
        collect,
      ],
      [
        '--data <file>',
        'keep users, tokens, sessions, messages and jobs in this SQLite file, also over kill -9 (Node 22.13 or newer; before, with ' +
          'the package libsql installed)',
      ],
      ['--bot-name <name>', 'name of the bot, as in options.bot.name (default "Demo Bot")'],
      ['--bot-id <st-…>', 'id of the bot (default: random)'],
      [
        '--client-id <cs-…>',
        'client id of the JWT app (default: random); XO_RTM_CLIENT_SECRET in the environment sets its secret (default: random, never ' +
          'printed)',
      ],
    ],
    'Address and identity:',
  );
  addOptions(
    command,
    [
      ['--bot <demo|echo>', 'built-in bot (default demo: write help to it)', oneOf('bot', ['demo', 'echo'])],
      [
        '--bot-script <file>',
        'your own bot: .mjs or .js whose default export is a function, or an object with onMessage (see below)',
      ],
      ['--greeting <text>', 'sent by the bot when a session begins'],
    ],
    'Bot:',
  );
  addOptions(
    command,
    [
      ['--seed <n>', 'use the same ids, delays and random numbers at every start', wholeNumber('seed')],
      ['--faults <file>', 'JSON: an array of rules that say what goes wrong (see below)'],
      ['--token-ttl <s>', 'lifetime of access tokens in seconds (default 86400)', wholeNumber('token-ttl')],
      ['--url-ttl <s>', 'lifetime of socket URLs in seconds (default 30)', wholeNumber('url-ttl')],
      ['--require-jti', 'require a new jti in every JWT, and a lifetime of an hour at most'],
      ['--answer-pings', 'answer {"type":"ping"} with pong (the platform does not)'],
      ['--dedupe', 'treat a repeated clientMessageId as the same message (the platform is not known to)'],
      ['--no-user-msg-id', 'leave userMsgId out of the history, like older platforms'],
    ],
    'Behaviour:',
  );
  return addOptions(
    command,
    [
      [
        '--inspector',
        'serve the inspector at /_inspect to other machines as well; everybody who reaches it can use it (default: only when the host is ' +
          'this machine)',
      ],
      ['--no-inspector', 'do not serve the inspector'],
      ['--trace', 'print every frame and request, with secrets removed'],
    ],
    'Watching:',
  );
}

/**
 * Combines the options of the command line with the configuration, whose faults and greeting are left out.
 *
 * @throws UsageError
 */
export function readEmulatorArguments(
  flags: EmulatorFlags,
  env: Terminal['env'],
  { faults: _faults, greeting: _greeting, ...config }: EmulatorConfig = {},
): EmulatorArguments & { port: number } {
  const { bot, botScript, data, greeting, faults, seed, tokenTtl, urlTtl, clientId, inspector } = flags;
  if (botScript !== undefined && bot !== undefined) {
    throw new UsageError('unable to use --bot beside --bot-script; give one of them');
  }
  const host = hostOf(flags);
  const clientSecret = env[SECRET_VARIABLE];
  return {
    ...config,
    builtIn: bot ?? 'demo',
    trace: flags.trace ?? false,
    port: flags.port ?? config.port ?? DEFAULT_PORT,
    requireJti: flags.requireJti ?? config.requireJti ?? false,
    answerPings: flags.answerPings ?? config.answerPings ?? false,
    dedupe: flags.dedupe ?? config.dedupe ?? false,
    historyUserMsgId: flags.userMsgId && (config.historyUserMsgId ?? true),
    ...(host !== undefined && { host }),
    ...(flags.lan && { lan: true as const }),
    ...allowed(flags, config),
    ...(data !== undefined && { data }),
    ...(inspector !== undefined && { inspector }),
    ...(botScript !== undefined && { botScript }),
    ...(faults !== undefined && { faults }),
    ...(greeting !== undefined && { greeting }),
    ...(seed !== undefined && { seed }),
    ...(tokenTtl !== undefined && { accessTokenTtlMs: tokenTtl * 1000 }),
    ...(urlTtl !== undefined && { socketUrlTtlMs: urlTtl * 1000 }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret && { clientSecret }),
    bot: {
      ...config.bot,
      ...(flags.botName && { name: flags.botName }),
      ...(flags.botId && { id: flags.botId }),
    },
  };
}

/** @throws UsageError for --lan when this machine has no address in a local network */
function hostOf({ host, lan }: EmulatorFlags): string | undefined {
  if (!lan) return host;
  if (host !== undefined) throw new UsageError('unable to use --lan beside --host; give one of them');
  const address = lanAddress();
  if (address !== undefined) return address;
  throw new UsageError(
    'unable to use --lan; this machine has no address in a local network. Name one with --host, if it is safe to open it',
  );
}

/** The origins and hosts of the command line are added to those of the configuration. */
function allowed(
  { allowOrigin, allowHost }: EmulatorFlags,
  config: EmulatorConfig,
): Pick<EmulatorOptions, 'allowedOrigins' | 'allowedHosts'> {
  return {
    ...(allowOrigin && { allowedOrigins: [...(config.allowedOrigins ?? []), ...allowOrigin] }),
    ...(allowHost && { allowedHosts: [...(config.allowedHosts ?? []), ...allowHost] }),
  };
}
