import { type CliCommand, UsageError } from './command.js';

/** An option: its flags as commander reads them, its line in the help, and a function that reads its value. */
export type OptionSpec = readonly [
  flags: string,
  description: string,
  read?: (text: string, previous: unknown) => unknown,
];

/** Adds options to a command, under a heading of its help. */
export function addOptions(command: CliCommand, options: readonly OptionSpec[], heading?: string): CliCommand {
  command.optionsGroup(heading ?? 'Options:');
  for (const [flags, description, read] of options) {
    if (read) command.option(flags, description, read);
    else command.option(flags, description);
  }
  return command;
}

/** Reads an option that can be given several times. */
export function collect(text: string, previous: unknown): string[] {
  return [...((previous as string[] | undefined) ?? []), text];
}

/** Reads a whole number from 0 to `max`. @throws UsageError */
export function wholeNumber(name: string, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= max) return value;
    const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` up to ${max}`;
    throw new UsageError(`unable to use --${name} ${text}; it must be a whole number${upTo}`);
  };
}

/** Reads one of several values. @throws UsageError */
export function oneOf(name: string, values: readonly string[]): (text: string) => string {
  return (text) => {
    if (values.includes(text)) return text;
    throw new UsageError(`unable to use --${name} ${text}; it must be ${values.join(' or ')}`);
  };
}

/**
 * The value of an option that is required, or of the variable that can replace it.
 *
 * @throws UsageError when neither is set
 */
export function required(name: string, value: string | undefined, env: Env = {}, variable?: string): string {
  const found = value ?? (variable === undefined ? undefined : env[variable]);
  if (found) return found;
  const unset = variable === undefined ? '' : `, and ${variable} is not set`;
  throw new UsageError(`unable to go on; --${name} is missing${unset}`);
}

type Env = Readonly<Record<string, string | undefined>>;

/** Leaves out undefined fields, so that the defaults of the callee apply. */
export function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: NonNullable<Fields[Name]>;
  };
}
