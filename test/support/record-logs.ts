import type { Logger, LogLevel } from '../../src/lib/logger.js';

/** A logger that calls `record` with the level, and what it was given. */
export function recordLogs(record: (level: LogLevel, message: string, ...details: unknown[]) => void): Logger {
  const level =
    (name: LogLevel): Logger[LogLevel] =>
    (message, ...details) =>
      record(name, message, ...details);
  return { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
}
