import type { Terminal } from './command.js';

/** Says what to change, too, where an error of the SDK knows it. Its text never holds a key. */
export async function complainWithHint({ complain }: Terminal, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const { message, hint } = error as { message?: unknown; hint?: unknown };
    if (typeof hint !== 'string') throw error;
    complain(String(message));
    complain(hint);
    return 1;
  }
}
