import type { tokenHandlerFromEnv } from '../server/index.js';

/** The type of the `logger` option of the server and of the admin client. */
export type Logger = NonNullable<NonNullable<Parameters<typeof tokenHandlerFromEnv>[1]>['logger']>;

/** Creates a logger that calls `write` with each message. */
export function terminalLogger(write: (level: keyof Logger, message: string, details?: unknown) => void): Logger {
  const level =
    (name: keyof Logger) =>
    (message: string, details?: unknown): void =>
      write(name, message, details);
  return { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
}
