import { type Command, type Terminal, UsageError } from './command.js';
import { JWT_HELP } from './jwt-help.js';
import { inspectJwt } from './jwt-inspect.js';
import { signJwt } from './jwt-sign.js';

const TASKS: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => Promise<number>>> = {
  sign: signJwt,
  inspect: inspectJwt,
};

/** `xo-rtm jwt sign` and `xo-rtm jwt inspect`. */
export const jwtCommand: Command = {
  name: 'jwt',
  summary: 'signs a JWT, or explains what is wrong with one',
  help: () => JWT_HELP,
  async run([name = '', ...args], terminal) {
    const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
    // The word is not repeated: it may be a token.
    if (!task) throw new UsageError('unable to run this; xo-rtm jwt is followed by sign or inspect');
    return task(args, terminal);
  },
};
