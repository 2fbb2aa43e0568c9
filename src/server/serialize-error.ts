import { createRedactor } from '../lib/redact.js';

/** Client secrets and keys that this process signs with. No log line of the server code may contain one of them. */
export const serverSecrets = createRedactor();

/** What an error says about itself. */
const TOLD = ['name', 'message', 'code', 'hint'] as const;

/**
 * What was thrown as plain data for the log: its name and words, without stack and cause, and without the secrets of this
 * process or anything that looks like one. Never throws, whatever the getters of the error do.
 */
export function serializeError(failure: unknown): Record<string, string> {
  const told: Record<string, string> = {};
  for (const name of TOLD) {
    const text = read(failure, name);
    if (text) told[name] = serverSecrets.redact(text);
  }
  return 'message' in told ? told : { ...told, message: 'something was thrown that is no Error' };
}

function read(failure: unknown, name: (typeof TOLD)[number]): string | undefined {
  try {
    const value = (failure as Record<string, unknown> | null | undefined)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
