import { ConfigError } from '../errors/index.js';
import { consoleLogger, type Logger, toLog } from './logger.js';

/** Builds the error for one wrong option or argument. */
export type ConfigErrorFactory = (why: string, hint?: string, cause?: unknown) => ConfigError;

/**
 * Builds the error for a wrong option or argument.
 *
 * @param operation completes "unable to …"
 * @param why the reason; it must not contain the value when the value may be a secret
 * @param hint what to change. @default the hint of `XO_CONFIG_INVALID`
 */
export function configError(operation: string, why: string, hint?: string, cause?: unknown): ConfigError {
  return new ConfigError('XO_CONFIG_INVALID', `unable to ${operation}; ${why}`, {
    ...(hint !== undefined && { hint }),
    ...(cause !== undefined && { cause }),
  });
}

/** The same for a module whose errors all belong to one operation. */
export function configErrorFor(operation: string): ConfigErrorFactory {
  return (why, hint, cause) => configError(operation, why, hint, cause);
}

/** @throws ConfigError unless the argument of a function is an object, for callers without types */
export function requireObject<Value extends object>(operation: string, value: Value): Value {
  if (typeof value === 'object' && value !== null) return value;
  throw configError(operation, 'the argument must be an object');
}

/**
 * Returns the option `logger`, or the console's. What the logger throws is ignored, because it must not change the outcome of a call.
 *
 * @throws ConfigError if it lacks a method
 */
export function requireLogger(operation: string, logger: Logger = consoleLogger): Logger {
  const levels = ['debug', 'info', 'warn', 'error'] as const;
  const missing = levels.find((level) => typeof logger?.[level] !== 'function');
  if (!missing) {
    const log = toLog(logger);
    return Object.fromEntries(levels.map((level) => [level, log.bind(undefined, level)])) as unknown as Logger;
  }
  throw configError(
    operation,
    `logger has no method ${missing}`,
    'Pass console, or an object with the methods debug, info, warn and error.',
  );
}
