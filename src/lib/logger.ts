/** The severity of a log message. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Receives diagnostics, with secrets already removed. `console` is one, and so are the loggers of pino and winston. `details` is
 * plain data.
 */
export interface Logger {
  debug(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  error(message: string, ...details: unknown[]): void;
}

/** A logger as one function. */
export type Log = (level: LogLevel, message: string, ...details: unknown[]) => void;

/** Writes warnings and errors to the console. Drops the other messages. */
export const logToConsole: Log = (level, message, ...details) => {
  if (level === 'warn' || level === 'error') console[level](`[xo-rtm] ${message}`, ...details);
};

/** @returns `logToConsole` if there is no logger. A logger that throws, or lacks a method, is ignored */
export const toLog = (logger: Logger | undefined): Log =>
  logger
    ? (level, ...line) => {
        try {
          logger[level](...line);
        } catch {}
      }
    : logToConsole;

/** The default logger: writes warnings and errors to the console, with the prefix `[xo-rtm]`. Drops the other messages. */
export const consoleLogger: Logger = {
  debug() {},
  info() {},
  warn: (...line) => logToConsole('warn', ...line),
  error: (...line) => logToConsole('error', ...line),
};

const drop = () => {};

/** Drops all messages. */
export const silentLogger: Logger = { debug: drop, info: drop, warn: drop, error: drop };
