import { Command, type ErrorOptions } from 'commander';
import { XoError } from '../errors/index.js';

/** The parts of the process that a command may use. */
export interface Terminal {
  /** Writes a line to stdout. */
  print(line: string): void;
  /** Writes a line to stderr. */
  error(line: string): void;
  /** Aborted by Ctrl-C. A command that runs then ends. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The command line, or a file or variable that it refers to, is wrong: exit code 2. The message is shown with the help to read. */
export class UsageError extends XoError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super('XO_CONFIG_INVALID', message);
  }
}

/** The command could not do its work on this machine: exit code 1. The message says what to change. */
export class CommandError extends XoError {
  override readonly name = 'CommandError';

  constructor(message: string) {
    super('XO_CONFIG_ENVIRONMENT', message);
  }
}

/** Runs a command. Resolves to the exit code. @throws UsageError or CommandError */
export type Action = (terminal: Terminal) => Promise<number>;

/**
 * A command of commander that reports every mistake on the command line as a UsageError, in the words of this package. An action does not
 * run the work itself: it registers it with `run()`, and `runCli` performs it when the whole command line has been read.
 */
export class CliCommand extends Command {
  /** The registered work, on the root command. */
  chosen: Action | undefined;

  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  /** Sets the work of this command. `start` gets the options and the positional arguments. */
  run<Options extends object>(
    start: (options: Options, args: readonly string[], terminal: Terminal) => Promise<number>,
  ): this {
    // A group of commands accepts any argument, to report an unknown command itself. Its commands do not inherit that.
    return this.allowExcessArguments(false).action(() => {
      (this.root() as CliCommand).chosen = (terminal) => start(this.opts<Options>(), this.args, terminal);
    });
  }

  override error(message: string, { code = '' }: ErrorOptions = {}): never {
    throw new UsageError(explain(this, message, code));
  }

  private root(): Command {
    let command: Command = this;
    while (command.parent) command = command.parent;
    return command;
  }
}

/** Rewrites a message of commander. Values are not repeated: a secret may have been given to an option that does not exist. */
function explain({ args, registeredArguments }: Command, message: string, code: string): string {
  const [, option = ''] = /'(-[^'=\s]*)/.exec(message) ?? [];
  const [, suggestion] = /\(Did you mean (--[\w-]+)/.exec(message) ?? [];
  switch (code) {
    case 'commander.unknownOption':
      return `unable to use ${option}; there is no such option${suggestion ? `. Did you mean ${suggestion}?` : ''}`;
    case 'commander.optionMissingArgument':
      return `unable to use ${option}; its value is missing`;
    case 'commander.unknownCommand':
      return `unable to run ${quoted(args[0])}; there is no such command`;
    case 'commander.excessArguments':
      return `unable to use ${quoted(args[registeredArguments.length])}; options begin with --`;
    case 'commander.missingArgument':
      return `unable to go on; <${registeredArguments[args.length]?.name()}> is missing`;
    default:
      return `unable to go on; ${message.replace(/^error: /, '')}`;
  }
}

/** An argument in quotation marks, unless it looks like a token. */
function quoted(argument = ''): string {
  return argument.includes('eyJ') ? 'this argument' : `"${argument}"`;
}
