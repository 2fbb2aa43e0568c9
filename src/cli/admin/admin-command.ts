import { MissingScopeError } from '../../admin/index.js';
import { ConfigError, isXoError, type XoError } from '../../errors/index.js';
import { type CliCommand, CommandError, type Terminal, UsageError } from '../command.js';
import { addOptions } from '../options.js';
import { addSigningOptions } from '../signing.js';
import { type AdminCommand, CONNECTION_OPTIONS, connect, type Prompt } from './command-context.js';
import { roles, users } from './commands/accounts.js';
import { importBot, importStatus, publish } from './commands/bots.js';
import { debugLogs, messages, sessions } from './commands/conversations.js';
import { erase, eraseStatus } from './commands/customer-data.js';
import { agents, intents } from './commands/smart-assist.js';

const COMMANDS: readonly AdminCommand<never>[] = [
  roles,
  users,
  sessions,
  messages,
  debugLogs,
  publish,
  importBot,
  importStatus,
  erase,
  eraseStatus,
  intents,
  agents,
];

const EXIT = { failed: 1, refused: 3, aborted: 130 };
const EXIT_CODES =
  'Exit codes: 0 done, 1 failed, 2 wrong command line or environment, 3 JWT or API scope refused, 130 ended by Ctrl-C.';

/** Adds `xo-rtm admin`: the public APIs. `prompt` asks the person at the keyboard. */
export function addAdminCommand(program: CliCommand, prompt: Prompt): void {
  const admin = program
    .command('admin')
    .summary('the public APIs: roles, sessions, messages, publish, import, erase …') as CliCommand;
  admin
    .description('The public APIs of the platform. xo-rtm admin <task> --help describes the options of a task.')
    .usage('<task> [options]')
    .helpCommand(false)
    .allowExcessArguments()
    .action((_options, { args: [name] }: CliCommand) => {
      const why = name === undefined ? 'a task is missing' : `there is no task "${name}"`;
      throw new UsageError(`unable to go on; ${why}. There are ${COMMANDS.map((each) => each.name).join(', ')}`);
    })
    .addHelpText(
      'after',
      `
XO_RTM_BOT_ID and XO_RTM_ACCOUNT_ID replace --bot and --account of a task that requires one. XO_RTM_API_URL replaces
--api-url, and XO_RTM_CLIENT_ID and XO_RTM_CLIENT_SECRET describe the JWT app; the help of each task lists all variables.

Output: a table; --json prints everything that the platform sent, --csv the columns of the table without cutting them.
Progress, waits for rate limits and questions go to stderr.

${EXIT_CODES}`,
    );
  for (const each of COMMANDS) addCommand(admin, each as AdminCommand, prompt);
}

function addCommand(
  admin: CliCommand,
  { name, summary, details, args = [], options, run }: AdminCommand,
  prompt: Prompt,
): void {
  const command = admin.command(name).summary(summary) as CliCommand;
  command
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.${details === undefined ? '' : `\n${details}`}`)
    .usage([...args.map((arg) => `<${arg}>`), '[options]'].join(' '))
    .configureHelp({ ...command.configureHelp(), visibleArguments: () => [] });
  for (const arg of args) command.argument(`<${arg}>`);
  addOptions(command, options);
  addOptions(command, CONNECTION_OPTIONS, 'Connection:');
  addSigningOptions(command).addHelpText('after', `\n${EXIT_CODES}`);
  command.run(async (given, positionals, terminal) => {
    try {
      return await run({
        options: given,
        args: positionals,
        terminal,
        prompt,
        connect: () => connect(given, terminal),
      });
    } catch (error) {
      return report(error, terminal);
    }
  });
}

/** @throws errors that `runCli` reports for every command */
function report(error: unknown, terminal: Terminal): number {
  if (terminal.signal.aborted) {
    terminal.error('Ended.');
    return EXIT.aborted;
  }
  const isGeneral = error instanceof ConfigError || error instanceof UsageError || error instanceof CommandError;
  if (!isXoError(error) || isGeneral) throw error;
  terminal.error(error.message);
  terminal.error(error.hint);
  return codeOf(error);
}

function codeOf(error: XoError): number {
  return error.code === 'XO_JWT_REJECTED' || error instanceof MissingScopeError ? EXIT.refused : EXIT.failed;
}
