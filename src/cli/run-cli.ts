import { isXoError } from '../admin/index.js';
import { harmlessLines } from '../lib/harmless.js';
import { adminCommand } from './admin/admin-command.js';
import { type Command, type Terminal, UsageError } from './command.js';
import { emulatorCommand } from './emulator-command.js';
import { jwtCommand } from './jwt-command.js';
import { tokenServerCommand } from './token-server-command.js';

declare const __XO_RTM_VERSION__: string | undefined;

const COMMANDS: readonly Command[] = [adminCommand, emulatorCommand, jwtCommand, tokenServerCommand];

/**
 * What goes to stderr is for people, and may quote anything: paths, answers, names. What goes to stdout may be data that is piped on,
 * and is left to the commands.
 */
const withHarmlessComplaints = (terminal: Terminal): Terminal => ({
  print: (line) => terminal.print(line),
  error: (line) => terminal.error(harmlessLines(line)),
  signal: terminal.signal,
  env: terminal.env,
});

/** `xo-rtm <command> …`. Resolves to the exit code: 0 done, 1 failed, 2 a command line or environment that cannot be meant. */
export async function runCli(args: readonly string[], given: Terminal): Promise<number> {
  const terminal = withHarmlessComplaints(given);
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    terminal.print(typeof __XO_RTM_VERSION__ === 'string' ? __XO_RTM_VERSION__ : 'development');
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.print(overview());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    terminal.error(`unable to run "${name}"; there is no such command. See xo-rtm --help`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(command.help(rest));
    return 0;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    terminal.error(error instanceof Error ? error.message : String(error));
    // Errors of the SDK know what to change. None of them holds a key.
    if (isXoError(error)) terminal.error(error.hint);
    const isConfig = isXoError(error) && error.name === 'ConfigError';
    if (!(error instanceof UsageError) && !isConfig) return 1;
    // A word that has a help of its own is one that we know: others may be a token.
    const topic = command.help(rest) === command.help([]) ? name : `${name} ${rest[0]}`;
    terminal.error(`See xo-rtm ${topic} --help`);
    return 2;
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'Usage: xo-rtm <command> [options]',
    '',
    'Commands:',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'xo-rtm <command> --help tells more. xo-rtm --version prints the version.',
  ].join('\n');
}
