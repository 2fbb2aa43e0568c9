import { createRedactor } from '../lib/redact.js';

/** Client secrets and keys that this process signs with. No log line of the server code may contain one of them. */
export const serverSecrets = createRedactor();

/** The properties of an error that are logged. */
const LOGGED = ['name', 'message', 'code', 'hint'] as const;

/**
 * Converts an error to plain data for the log: its name and message, without stack and cause, and without the secrets of this
 * process or anything that looks like a secret. Never throws, whatever the getters of the error do.
 */
export function serializeError(failure: unknown): Record<string, string> {
  const logged: Record<string, string> = {};
  for (const name of LOGGED) {
    const text = read(failure, name);
    if (text) logged[name] = serverSecrets.redact(text);
  }
  return 'message' in logged ? logged : { ...logged, message: 'something was thrown that is not an Error' };
}

function read(failure: unknown, name: (typeof LOGGED)[number]): string | undefined {
  try {
    const value = (failure as Record<string, unknown> | null | undefined)?.[name];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
