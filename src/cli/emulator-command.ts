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
import { harmless } from '../lib/harmless.js';
import { type Command, type Terminal, UsageError } from './command.js';
import { configFileOf, readEmulatorArguments } from './emulator-arguments.js';
import { EMULATOR_HELP } from './emulator-help.js';
import { loadBotScript, loadFaults, loadJson } from './load-file.js';
import { traceLine } from './trace-line.js';

const GREETING = 'Hello! Write help to see what I can do.';

/** `xo-rtm emulator`: runs until Ctrl-C. */
export const emulatorCommand: Command = {
  name: 'emulator',
  summary: 'the platform on this machine: REST, WebSocket and a bot',
  help: () => EMULATOR_HELP,
  async run(args, terminal) {
    const config = await loadConfig(configFileOf(args));
    const read = readEmulatorArguments(args, terminal.env, config);
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
    introduce(emulator, terminal, options);
    if (lan) warnOfNetwork(emulator, terminal);
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort');
    await emulator.stop();
    return 0;
  },
};

/** What is wrong with it is told like a wrong option. */
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
      throw new Error(`unable to listen on ${where}; it is taken. --port 0 takes any free one`);
    if (code === 'EACCES') throw new Error(`unable to listen on ${where}; only root may. Take a port above 1023`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(`unable to listen on ${where}; it is not an address of this machine`);
    // A TypeError: an option or a file says something that cannot be meant.
    throw error instanceof TypeError ? new UsageError(message) : new Error(message);
  }
}

/** The secret is not among it: whoever signs their own JWTs has given it. */
function introduce(
  { apiUrl, jwtUrl, inspectorUrl, bot, clientId }: Emulator,
  terminal: Terminal,
  { clientSecret, data }: EmulatorOptions,
): void {
  // Names come from files and variables, too.
  const print = (line: string) => terminal.print(harmless(line));
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

/** What `--lan` means, for whoever has read it in some instructions. */
function warnOfNetwork({ url }: Emulator, { print }: Terminal): void {
  const { hostname } = new URL(url);
  print(`Open to your network: every device in it can use ${url}, as any user.`);
  print(`A page on another port of this machine needs --allow-origin http://${hostname}:<its port>.`);
  print('Clients on it need the option allowInsecure: true (allow-insecure on the element), because it has no TLS.');
}
