/** What a command may touch of the world. */
export interface Terminal {
  /** To stdout, with a newline. */
  print(line: string): void;
  /** To stderr, with a newline. */
  error(line: string): void;
  /** Aborted by Ctrl-C: what runs comes to an end. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One subcommand of `xo-rtm`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints; of what it is asked may stand in the arguments. */
  help(args: readonly string[]): string;
  /** Resolves to the exit code. @throws UsageError for arguments that cannot be meant */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** What `parseArgs` of Node has thrown, in our words: its own advice is for programmers. */
  static ofParser(error: unknown): UsageError {
    const [message = ''] = String((error as Error).message).split('. ');
    const unknown = /^Unknown option '(.+)'$/.exec(message)?.[1];
    if (unknown !== undefined) return new UsageError(`unable to use ${unknown}; there is no such option`);
    return new UsageError(`unable to go on; ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
  }
}
