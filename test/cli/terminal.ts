import type { Terminal } from '../../src/cli/command.js';

/** A terminal that records its lines. `stop()` is its Ctrl-C. */
export class TestTerminal implements Terminal {
  readonly printed: string[] = [];
  readonly errors: string[] = [];
  readonly env: Record<string, string | undefined>;
  readonly #stop = new AbortController();

  constructor(env: Record<string, string | undefined> = {}) {
    this.env = env;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  readonly print = (line: string): void => void this.printed.push(line);
  readonly error = (line: string): void => void this.errors.push(line);

  stop(): void {
    this.#stop.abort();
  }
}
