import { ConfigError } from '../errors/index.js';

/** For example `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables of one table by their names in it. */
export interface EnvironmentReader<Name extends string> {
  (name: Name, required: true): string;
  (name: Name): string | undefined;
  /** What is wrong with a variable: names it and what it means, never its value. */
  configError(name: Name, why: string): ConfigError;
}

/**
 * An empty variable is one that is not set.
 *
 * @param what completes "unable to …"
 * @param meanings what each variable means, for the hint
 */
export function readEnvironment<Name extends string>(
  what: string,
  env: Environment,
  meanings: Readonly<Record<Name, string>>,
): EnvironmentReader<Name> {
  const configError = (name: Name, why: string) =>
    new ConfigError('config_invalid', `unable to ${what}; ${name} ${why}`, { hint: `${name}: ${meanings[name]}.` });
  const read = (name: Name, required = false) => {
    const value = env[name]?.trim();
    if (value) return value;
    if (required) throw configError(name, 'is not set');
    return undefined;
  };
  return Object.assign(read, { configError }) as EnvironmentReader<Name>;
}
