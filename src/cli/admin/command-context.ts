import type { AdminClient } from '../../admin/index.js';
import type { Terminal } from '../command.js';
import type { Ask } from './confirm.js';
import type { Flags, Option } from './flags.js';

/** What a task works with. */
export interface CommandContext {
  readonly flags: Flags;
  readonly terminal: Terminal;
  readonly ask: Ask;
  /** Signs in: not before a task needs it, so that a dry run needs no secret. @throws UsageError */
  connect(): Promise<AdminClient>;
}

/** `xo-rtm admin <name> …`. */
export interface Task {
  readonly name: string;
  /** One line for the list of tasks. */
  readonly summary: string;
  /** More for its own `--help`. */
  readonly details?: string;
  /** Names of what stands without `--`. */
  readonly positionals?: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  /** Resolves to the exit code. @throws UsageError, XoError */
  run(context: CommandContext): Promise<number>;
}
