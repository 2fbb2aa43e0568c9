import { parseArgs } from 'node:util';
import { type EmulatorConfig, type EmulatorOptions, lanAddress } from '../emulator/index.js';
import { type Terminal, UsageError } from './command.js';

const DEFAULT_PORT = 4100;
const SECRET_VARIABLE = 'XO_RTM_CLIENT_SECRET';

/** What the command line says, with files still to be loaded. */
export interface EmulatorArguments extends Omit<EmulatorOptions, 'faults' | 'script' | 'greeting'> {
  /** Opened to the devices of the local network. */
  lan?: true;
  builtIn: 'demo' | 'echo';
  botScript?: string;
  faults?: string;
  greeting?: string;
  trace: boolean;
}

/** The file of `--config`. @throws UsageError */
export function configFileOf(args: readonly string[]): string | undefined {
  return parse(args).config;
}

/**
 * @param config what holds where the command line says nothing; its faults and greeting are left out
 * @throws UsageError
 */
export function readEmulatorArguments(
  args: readonly string[],
  env: Terminal['env'],
  { faults: _faults, greeting: _greeting, ...config }: EmulatorConfig = {},
): EmulatorArguments & { port: number } {
  const values = parse(args);
  const { data, greeting, faults } = values;
  const host = hostOf(values);
  const botScript = values['bot-script'];
  const builtIn = values.bot ?? 'demo';
  if (builtIn !== 'demo' && builtIn !== 'echo') {
    throw new UsageError(`unable to use --bot ${builtIn}; it must be demo or echo`);
  }
  if (botScript !== undefined && values.bot !== undefined) {
    throw new UsageError('unable to use --bot beside --bot-script; give one of them');
  }
  const seed = wholeNumber(values, 'seed');
  const tokenTtl = wholeNumber(values, 'token-ttl');
  const urlTtl = wholeNumber(values, 'url-ttl');
  const clientId = values['client-id'];
  const clientSecret = env[SECRET_VARIABLE];
  return {
    ...config,
    builtIn,
    trace: values.trace ?? false,
    port: wholeNumber(values, 'port', 65_535) ?? config.port ?? DEFAULT_PORT,
    requireJti: values['require-jti'] ?? config.requireJti ?? false,
    answerPings: values['answer-pings'] ?? config.answerPings ?? false,
    dedupe: values.dedupe ?? config.dedupe ?? false,
    historyUserMsgId: !values['no-user-msg-id'] && (config.historyUserMsgId ?? true),
    ...(host !== undefined && { host }),
    ...(values.lan && { lan: true as const }),
    ...allowed(values, config),
    ...(data !== undefined && { data }),
    ...(values.inspector && { inspector: true }),
    ...(values['no-inspector'] && { inspector: false }),
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
      ...(values['bot-name'] && { name: values['bot-name'] }),
      ...(values['bot-id'] && { id: values['bot-id'] }),
    },
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: text,
        port: text,
        host: text,
        lan: flag,
        'allow-origin': texts,
        'allow-host': texts,
        data: text,
        'bot-name': text,
        'bot-id': text,
        'client-id': text,
        bot: text,
        'bot-script': text,
        greeting: text,
        seed: text,
        faults: text,
        'token-ttl': text,
        'url-ttl': text,
        'require-jti': flag,
        'answer-pings': flag,
        dedupe: flag,
        'no-user-msg-id': flag,
        inspector: flag,
        'no-inspector': flag,
        trace: flag,
      },
    }).values;
  } catch (error) {
    throw UsageError.ofParser(error);
  }
}

/** @throws UsageError for --lan where there is no local network */
function hostOf({ host, lan }: Pick<ReturnType<typeof parse>, 'host' | 'lan'>): string | undefined {
  if (!lan) return host;
  if (host !== undefined) throw new UsageError('unable to use --lan beside --host; give one of them');
  const address = lanAddress();
  if (address !== undefined) return address;
  throw new UsageError(
    'unable to use --lan; this machine has no address in a local network. Name one with --host, if it is safe to open it',
  );
}

/** Beside what the configuration allows. */
function allowed(
  values: Pick<ReturnType<typeof parse>, 'allow-origin' | 'allow-host'>,
  config: EmulatorConfig,
): Pick<EmulatorOptions, 'allowedOrigins' | 'allowedHosts'> {
  const { 'allow-origin': origins, 'allow-host': hosts } = values;
  return {
    ...(origins && { allowedOrigins: [...(config.allowedOrigins ?? []), ...origins] }),
    ...(hosts && { allowedHosts: [...(config.allowedHosts ?? []), ...hosts] }),
  };
}

function wholeNumber(
  values: Record<string, unknown>,
  name: string,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text === 'string' && /^\d+$/.test(text) && value <= most) return value;
  throw new UsageError(
    `unable to use --${name} ${String(text)}; it must be a whole number${most < 1e9 ? ` up to ${most}` : ''}`,
  );
}
