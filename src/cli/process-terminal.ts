import { harmlessLines } from '../lib/harmless.js';
import type { Terminal } from './command.js';

/** The little of `process` that a terminal needs. */
export type ProcessLike = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'once'>;

/** A terminal whose reader may have gone. */
export interface ProcessTerminal extends Terminal {
  /** In place of what the command gives, where nobody was left to read it. */
  readonly exitCode: number | undefined;
}

/**
 * The terminal of the process. When the reader of stdout goes away, as `| head` does, the command has done what was asked for: it ends
 * quietly, with 0. When that of stderr goes, the command carries on without it.
 */
export function createProcessTerminal(process: ProcessLike): ProcessTerminal {
  const { stdout, stderr, env } = process;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  let exitCode: number | undefined;
  let [hasReader, hasListener] = [true, true];
  const error = (line: string) => {
    if (hasListener) stderr.write(`${line}\n`);
  };
  stderr.on('error', () => {
    hasListener = false;
  });
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (!hasReader) return;
    hasReader = false;
    if (code === 'EPIPE') {
      exitCode = 0;
      hasListener = false;
    } else {
      exitCode = 1;
      error(`unable to write the output; ${code ?? 'it failed'}`);
    }
    stop.abort();
  });

  return {
    print(line) {
      // A file or a pipe gets data as it is; a terminal would obey it.
      if (hasReader) stdout.write(`${stdout.isTTY ? harmlessLines(line) : line}\n`);
    },
    error,
    signal: stop.signal,
    env,
    get exitCode() {
      return exitCode;
    },
  };
}
