import { CommanderError } from 'commander';
import { isXoError } from '../errors/index.js';
import { sanitizeLinesForTerminal } from '../lib/sanitize-for-terminal.js';
import { addAdminCommand } from './admin/admin-command.js';
import { type Prompt, promptOnTerminal } from './admin/command-context.js';
import { CliCommand, type Terminal, UsageError } from './command.js';
import { addEmulatorCommand } from './emulator-command.js';
import { addInspectCommand } from './jwt-inspect.js';
import { addSignCommand } from './jwt-sign.js';
import { addTokenServerCommand } from './token-server-command.js';

declare const __XO_RTM_VERSION__: string | undefined;

/** Columns of the help. */
const HELP_WIDTH = 120;

/**
 * Runs `xo-rtm <command> …`. Resolves to the exit code: 0 done, 1 failed, 2 for a command line or environment that is wrong; other codes
 * are described by the help of the command.
 *
 * @param prompt asks the person at the keyboard. @default a question on the terminal of the process
 */
export async function runCli(
  args: readonly string[],
  given: Terminal,
  prompt: Prompt = promptOnTerminal,
): Promise<number> {
  const terminal = withHarmlessErrors(given);
  const program = createProgram(terminal, prompt);
  if (args.length === 0) {
    program.outputHelp();
    return 2;
  }
  try {
    program.parse(args, { from: 'user' });
    return (await program.chosen?.(terminal)) ?? 0;
  } catch (error) {
    // The help and the version end the parsing of commander with an error whose exit code is 0.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return report(error, topicOf(program, args), terminal);
  }
}

function createProgram(terminal: Terminal, prompt: Prompt): CliCommand {
  const program = new CliCommand('xo-rtm')
    .usage('<command> [options]')
    .version(
      typeof __XO_RTM_VERSION__ === 'string' ? __XO_RTM_VERSION__ : 'development',
      '-v, --version',
      'print the version',
    )
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({
      helpWidth: HELP_WIDTH,
      subcommandTerm: (command) =>
        [
          command.name(),
          ...command.registeredArguments.filter(({ required }) => required).map((argument) => `<${argument.name()}>`),
        ].join(' '),
    })
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      getOutHelpWidth: () => HELP_WIDTH,
    })
    .exitOverride()
    .addHelpText('after', '\nxo-rtm <command> --help describes the options of a command.') as CliCommand;
  addAdminCommand(program, prompt);
  addEmulatorCommand(program);
  const jwt = program.command('jwt').summary('signs a JWT, or explains what is wrong with one') as CliCommand;
  jwt
    .description('Makes a JWT as your server would, or explains what is wrong with one.')
    .usage('<sign|inspect> [options]')
    .allowExcessArguments()
    .action(() => {
      // The argument is not repeated, because it may be a token.
      throw new UsageError('unable to run this; xo-rtm jwt is followed by sign or inspect');
    });
  addSignCommand(jwt);
  addInspectCommand(jwt);
  addTokenServerCommand(program);
  return program;
}

/**
 * Text on stderr is for people, and may quote paths, answers and names. Text on stdout may be data for another program, so the commands
 * decide about it.
 */
const withHarmlessErrors = (terminal: Terminal): Terminal => ({
  print: (line) => terminal.print(line),
  error: (line) => terminal.error(sanitizeLinesForTerminal(line)),
  signal: terminal.signal,
  env: terminal.env,
});

function report(error: unknown, topic: string, terminal: Terminal): number {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError;
  const isConfig = isXoError(error) && error.name === 'ConfigError';
  if (isUsage && topic === '') {
    terminal.error(`${message}. See xo-rtm --help`);
    return 2;
  }
  terminal.error(message);
  // The errors of the SDK say what to change. Those of the CLI have it in their message.
  if (isXoError(error) && !isUsage && error.name !== 'CommandError') terminal.error(error.hint);
  if (!isUsage && !isConfig) return 1;
  terminal.error(`See xo-rtm ${topic} --help`);
  return 2;
}

/** The command whose help to read: the arguments that are names of commands. Other arguments may be a token. */
function topicOf(program: CliCommand, args: readonly string[]): string {
  const names: string[] = [];
  let { commands } = program;
  for (const arg of args) {
    const command = commands.find((each) => each.name() === arg);
    if (command === undefined) break;
    names.push(arg);
    commands = command.commands;
  }
  return names.join(' ');
}
