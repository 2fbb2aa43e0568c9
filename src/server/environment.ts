import { ConfigError } from '../errors/index.js';

/** Environment variables, for example `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables of one table by their names. */
export interface EnvironmentReader<Name extends string> {
  (name: Name, required: true): string;
  (name: Name): string | undefined;
  /** The error for a wrong variable. It names the variable and its meaning, never its value. */
  configError(name: Name, why: string): ConfigError;
}

/**
 * An empty variable counts as not set.
 *
 * @param operation completes "unable to …"
 * @param meanings the meaning of each variable, for the hint
 */
export function readEnvironment<Name extends string>(
  operation: string,
  env: Environment,
  meanings: Readonly<Record<Name, string>>,
): EnvironmentReader<Name> {
  if (typeof env !== 'object' || env === null) throw missingEnvironment(operation);
  const configError = (name: Name, why: string) =>
    new ConfigError('XO_CONFIG_INVALID', `unable to ${operation}; ${name} ${why}`, {
      hint: `${name}: ${meanings[name]}.`,
    });
  const read = (name: Name, required = false) => {
    const value = env[name]?.trim();
    if (value) return value;
    if (required) throw configError(name, 'is not set');
    return undefined;
  };
  return Object.assign(read, { configError }) as EnvironmentReader<Name>;
}

function missingEnvironment(operation: string): ConfigError {
  return new ConfigError('XO_CONFIG_INVALID', `unable to ${operation}; there is no environment`, {
    hint: 'Pass process.env, or an object with the variables.',
  });
}
