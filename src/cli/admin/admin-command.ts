import { ConfigError, isXoError, MissingScopeError, type XoError } from '../../admin/index.js';
import { type Command, type Terminal, UsageError } from '../command.js';
import { adminHelp, taskHelp } from './admin-help.js';
import { type Ask, askOnTerminal } from './confirm.js';
import { CONNECT_FLAGS, connect } from './connect.js';
import { Flags } from './flags.js';
import type { Task } from './command-context.js';
import { roles, users } from './commands/accounts.js';
import { importBot, importStatus, publish } from './commands/bots.js';
import { debugLogs, messages, sessions } from './commands/conversations.js';
import { erase, eraseStatus } from './commands/customer-data.js';
import { agents, intents } from './commands/smart-assist.js';

const TASKS: readonly Task[] = [
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

/** `xo-rtm admin`: the public APIs. `ask` is who answers questions. */
export function createAdminCommand(ask: Ask): Command {
  return {
    name: 'admin',
    summary: 'the public APIs: roles, sessions, messages, publish, import, erase …',
    help(args) {
      const task = TASKS.find(({ name }) => name === args[0]);
      return task ? taskHelp(task) : adminHelp(TASKS);
    },
    async run([name, ...args], terminal) {
      const task = TASKS.find((each) => each.name === name);
      if (!task) {
        const why = name === undefined ? 'a task is missing' : `there is no task "${name}"`;
        throw new UsageError(`unable to go on; ${why}. There are ${TASKS.map((each) => each.name).join(', ')}`);
      }
      const flags = new Flags(args, { ...CONNECT_FLAGS, ...task.options }, task.positionals ?? []);
      try {
        return await task.run({ flags, terminal, ask, connect: () => connect(flags, terminal) });
      } catch (error) {
        return tell(error, terminal);
      }
    },
  };
}

export const adminCommand: Command = createAdminCommand(askOnTerminal);

/** @throws what is no error of the SDK, and ConfigError: both are told as those of other commands */
function tell(error: unknown, terminal: Terminal): number {
  if (terminal.signal.aborted) {
    terminal.error('Ended.');
    return EXIT.aborted;
  }
  if (!isXoError(error) || error instanceof ConfigError) throw error;
  terminal.error(error.message);
  terminal.error(error.hint);
  return codeOf(error);
}

function codeOf(error: XoError): number {
  return error.code === 'jwt_rejected' || error instanceof MissingScopeError ? EXIT.refused : EXIT.failed;
}
