/** What a command may touch of the world. */
export interface Terminal {
  /** To stdout, with a newline. */
  print(line: string): void;
  /** To stderr, with a newline. */
  complain(line: string): void;
  /** Aborted by Ctrl-C: what runs comes to an end. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One subcommand of `xo-rtm`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Resolves to the exit code. @throws UsageError for arguments that cannot be meant */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
