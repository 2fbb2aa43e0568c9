import { createInterface } from 'node:readline/promises';

/** Asks a person, and gives what they typed. Undefined where nobody can answer. */
export type Ask = (question: string, signal: AbortSignal) => Promise<string | undefined>;

/** On the terminal of the process; the question goes to stderr, so that stdout stays what was asked for. */
export const askOnTerminal: Ask = async (question, signal) => {
  if (!process.stdin.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal });
  } finally {
    lines.close();
  }
};
