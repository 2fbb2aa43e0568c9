/** The severity of a log message. */
export type LogLevel = 'debug' | 'warn' | 'error';

/** Receives diagnostics, with secrets already removed. `details` is plain data. */
export type Logger = (level: LogLevel, message: string, details?: unknown) => void;

/** Writes warnings and errors to the console. Drops debug messages. */
export const consoleLogger: Logger = (level, message, details) => {
  if (level !== 'debug') console[level](`[xo-rtm] ${message}`, details ?? '');
};

/** Drops all messages. */
export const silentLogger: Logger = () => {};
