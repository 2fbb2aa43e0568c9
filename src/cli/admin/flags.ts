import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../command.js';

export type FlagSpec = NonNullable<ParseArgsConfig['options']>;

export const TEXT = { type: 'string' } as const;
export const TEXTS = { type: 'string', multiple: true } as const;
export const SWITCH = { type: 'boolean' } as const;

/** An option with what `--help` says of it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What follows it, for example `<st-…>`. */
  readonly value?: string;
  readonly about: string;
}

export const text = (value: string, about: string): Option => ({ ...TEXT, value, about });
/** It may be given more than once. */
export const texts = (value: string, about: string): Option => ({ ...TEXTS, value, about });
export const toggle = (about: string): Option => ({ ...SWITCH, about });

/** What stands behind a task's name on the command line. */
export class Flags {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #positionals: readonly string[];

  /** @throws UsageError */
  constructor(args: readonly string[], options: FlagSpec, positionals: readonly string[]) {
    try {
      const parsed = parseArgs({ args: [...args], options, allowPositionals: true });
      this.#values = parsed.values;
      this.#positionals = parsed.positionals;
    } catch (error) {
      throw UsageError.ofParser(error);
    }
    const surplus = this.#positionals[positionals.length];
    if (surplus !== undefined) throw new UsageError(`unable to use "${surplus}"; options begin with --`);
    const lacking = positionals[this.#positionals.length];
    if (lacking !== undefined) throw new UsageError(`unable to go on; <${lacking}> is missing`);
  }

  /** By its place, from 0. */
  positional(place: number): string {
    return this.#positionals[place] ?? '';
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  texts(name: string): string[] | undefined {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : undefined;
  }

  /**
   * @param otherwise what the environment has in its place, in `variable`
   * @throws UsageError
   */
  required(name: string, otherwise?: string, variable?: string): string {
    const value = this.text(name) ?? otherwise;
    if (value) return value;
    const beside = variable === undefined ? '' : `, and ${variable} is not set`;
    throw new UsageError(`unable to go on; --${name} is missing${beside}`);
  }

  /** @throws UsageError */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^-?\d+$/.test(text)) return Number(text);
    throw new UsageError(`unable to use --${name} ${text}; it must be a whole number`);
  }

  /** @throws UsageError */
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = this.text(name);
    const found = values.find((value) => value === text);
    if (text === undefined || found !== undefined) return found;
    throw new UsageError(`unable to use --${name} ${text}; it must be ${values.join(' or ')}`);
  }
}

/** Leaves out what was not given, so that defaults stay defaults. */
export function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: NonNullable<Fields[Name]>;
  };
}
