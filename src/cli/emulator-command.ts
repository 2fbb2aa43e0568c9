import { once } from 'node:events';
import {
  demoBot,
  type Emulator,
  type EmulatorConfig,
  type EmulatorOptions,
  echoBot,
  readEmulatorConfig,
  startEmulator,
} from '../emulator/index.js';
import { isXoError } from '../errors/index.js';
import { sanitizeForTerminal } from '../lib/sanitize-for-terminal.js';
import { type CliCommand, CommandError, type Terminal, UsageError } from './command.js';
import { addEmulatorOptions, type EmulatorFlags, readEmulatorArguments } from './emulator-arguments.js';
import { loadBotScript, loadFaults, loadJson } from './read-files.js';
import { traceLine } from './trace-line.js';

const GREETING = 'Hello! Write help to see what I can do.';

/** Adds `xo-rtm emulator`, which runs until Ctrl-C. */
export function addEmulatorCommand(program: CliCommand): void {
  const command = program
    .command('emulator')
    .summary('the platform on this machine: REST, WebSocket and a bot') as CliCommand;
  command
    .description(
      "The Kore.ai XO platform's RTM channel on this machine, for development and tests: POST oAuth/token/jwtgrant and rtm/start, the " +
        'WebSocket, GET botmessages/rtm, the theme, and a bot. Everything is in memory, unless --data is given.',
    )
    .usage('[options]')
    .addHelpText(
      'after',
      `
A bot script exports async (message, say, context) => { await say('You said ' + message.text) }
or { onMessage, onConnect?, onEvent?, onClose? }.

Fault rules, for example:
  {"match":{"at":"in","frame":"/bot.message"},"action":"recordThenCut","count":1}
  {"match":{"at":"http","endpoint":"rtm/start"},"action":{"type":"status","status":429,"retryAfter":2}}

A page without a server of its own gets its JWT from POST <url>/jwt. Never expose that to others.`,
    );
  addEmulatorOptions(command).run<EmulatorFlags>(runEmulator);
}

async function runEmulator(flags: EmulatorFlags, _args: readonly string[], terminal: Terminal): Promise<number> {
  const config = await loadConfig(flags.config);
  const read = readEmulatorArguments(flags, terminal.env, config);
  const { botScript, builtIn, faults, trace, lan, greeting = config.greeting, ...options } = read;
  const isDemo = botScript === undefined && builtIn === 'demo';
  const emulator = await start({
    ...options,
    script: botScript === undefined ? (isDemo ? demoBot : echoBot) : await loadBotScript(botScript),
    ...(config.faults && { faults: config.faults }),
    ...(faults !== undefined && { faults: await loadFaults(faults) }),
    ...(greeting !== undefined ? { greeting } : isDemo && { greeting: GREETING }),
    log: (line) => terminal.error(line),
  });
  if (trace) emulator.observe((entry) => terminal.print(traceLine(entry)));
  printAddresses(emulator, terminal, options);
  if (lan) warnOfNetwork(emulator, terminal);
  if (!terminal.signal.aborted) await once(terminal.signal, 'abort');
  await emulator.stop();
  return 0;
}

/** Reports a mistake in the file like a wrong option. */
async function loadConfig(file: string | undefined): Promise<EmulatorConfig> {
  if (file === undefined) return {};
  const config = await loadJson('configuration', file);
  try {
    return readEmulatorConfig(config);
  } catch (error) {
    throw new UsageError(`${(error as Error).message} (${file})`);
  }
}

async function start(options: Parameters<typeof startEmulator>[0]): Promise<Emulator> {
  try {
    return await startEmulator(options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const where = `port ${options?.port} of ${options?.host ?? '127.0.0.1'}`;
    if (code === 'EADDRINUSE')
      throw new CommandError(`unable to listen on ${where}; it is taken. --port 0 takes any free one`);
    if (code === 'EACCES')
      throw new CommandError(`unable to listen on ${where}; only root may. Take a port above 1023`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(`unable to listen on ${where}; it is not an address of this machine`);
    // The emulator reports a wrong option or file as a TypeError or a ConfigError.
    const isUsage = error instanceof TypeError || (isXoError(error) && error.name === 'ConfigError');
    throw isUsage ? new UsageError(message) : new CommandError(message);
  }
}

/** Prints the addresses and ids, but not the secret: developers who sign their own JWTs have set it themselves. */
function printAddresses(
  { apiUrl, jwtUrl, inspectorUrl, bot, clientId }: Emulator,
  terminal: Terminal,
  { clientSecret, data }: EmulatorOptions,
): void {
  // Names come from files and variables as well.
  const print = (line: string) => terminal.print(sanitizeForTerminal(line));
  print(`apiUrl     ${apiUrl}`);
  print(`jwtUrl     ${jwtUrl}  (POST {"identity":"you"} gives { jwt } to everybody: development only)`);
  print(`bot        ${bot.name}, ${bot.id}`);
  print(
    `client id  ${clientId}${clientSecret !== undefined ? '' : '  (set XO_RTM_CLIENT_SECRET to sign JWTs yourself)'}`,
  );
  if (inspectorUrl !== undefined) print(`inspector  ${inspectorUrl}`);
  if (data !== undefined) print(`data       ${data}`);
  print('Ctrl-C ends it.');
}

/** Explains the consequences of `--lan`. */
function warnOfNetwork({ url }: Emulator, { print }: Terminal): void {
  const { hostname } = new URL(url);
  print(`Open to your network: every device in it can use ${url}, as any user.`);
  print(`A page on another port of this machine needs --allow-origin http://${hostname}:<its port>.`);
  print('Clients on it need the option allowInsecure: true (allow-insecure on the element), because it has no TLS.');
}
