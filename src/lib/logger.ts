/** How bad it is. */
export type LogLevel = 'debug' | 'warn' | 'error';

/** Receives diagnostics, already redacted. `details` is plain data. */
export type Logger = (level: LogLevel, message: string, details?: unknown) => void;

/** The one door to the console. Debug messages are left out. */
export const consoleLogger: Logger = (level, message, details) => {
  if (level !== 'debug') console[level](`[xo-rtm] ${message}`, details ?? '');
};

/** For callers who want silence. */
export const silentLogger: Logger = () => {};
