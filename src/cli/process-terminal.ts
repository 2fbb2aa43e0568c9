import { sanitizeLinesForTerminal } from '../lib/sanitize-for-terminal.js';
import type { Terminal } from './command.js';

/** The part of `process` that a terminal uses. */
export type ProcessLike = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'once'>;

/** The terminal of the process. Its reader may close the output at any time. */
export interface ProcessTerminal extends Terminal {
  /** Replaces the exit code of the command when the output was closed. */
  readonly exitCode: number | undefined;
}

/**
 * Creates the terminal of the process. When the reader of stdout closes it, as `| head` does, the command has done its work and
 * ends without an error, with exit code 0. When stderr is closed, the command goes on without it.
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
      // Data for a file or a pipe is not changed. A terminal would interpret control characters in it.
      if (hasReader) stdout.write(`${stdout.isTTY ? sanitizeLinesForTerminal(line) : line}\n`);
    },
    error,
    signal: stop.signal,
    env,
    get exitCode() {
      return exitCode;
    },
  };
}
