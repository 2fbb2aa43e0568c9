import { bareObject, isObject, isString } from '../../lib/json.js';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import type { TemplateBase } from './template-base.js';

/*
 * Combinators for the parsers of templates. A bot's author can leave out or mistype any field, so a parser reads what is valid and
 * leaves out the rest: it never throws, and its result has the declared types. Its cost is bounded for payloads of any depth and
 * size, because it enters only known fields and truncates long lists and texts.
 */

/** Reads a value. Returns undefined if the value is not of the expected kind. */
export type Reader<T> = (value: unknown) => T | undefined;

/** Reads a value. Always returns a result, a default if necessary. */
export type TotalReader<T> = (value: unknown) => T;

/** A parsed payload: its known fields have their declared types. */
export type Parsed<T> = T & {
  /** The payload as the bot sent it. */
  readonly raw: unknown;
};

type OptionalKey<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];
type OptionalFields<T> = { readonly [Key in OptionalKey<T>]: Reader<Exclude<T[Key], undefined>> };
type RequiredFields<T> = { readonly [Key in Exclude<keyof T, OptionalKey<T>>]: Reader<T[Key]> };
type TotalFields<T> = { readonly [Key in Exclude<keyof T, OptionalKey<T>>]: TotalReader<T[Key]> };
type Fields = Readonly<Record<string, Reader<unknown>>>;

/** Longest text that is shown, in UTF-16 units. */
const MAX_TEXT = 20_000;
const MAX_ITEMS = 100;

/** Limits for all texts and all list entries of one template together, so that what is drawn is bounded however they are nested. */
const TEMPLATE_LIMITS = { text: 60_000, items: 1_500 };
/** The rest of these limits while a template is being parsed; undefined while readers are used by themselves. */
let remaining: { text: number; items: number } | undefined;

/** Reads a text that is sent back to the bot, in full, however long it is. Accepts numbers; an empty text is undefined. */
export const verbatim: Reader<string> = (value) =>
  (isString(value) && value !== '') || Number.isFinite(value) ? `${value}` : undefined;

/** Like `verbatim`, but keeps numbers as numbers. */
export const scalar: Reader<string | number> = (value) =>
  Number.isFinite(value) ? (value as number) : verbatim(value);

/** Reads a text that is shown, and truncates it. A blank text is undefined. */
export const text: Reader<string> = (value) => {
  const given = verbatim(value)?.slice(0, remaining ? Math.min(MAX_TEXT, remaining.text) : MAX_TEXT);
  if (!given?.trim()) return undefined;
  const read = limitCombiningMarks(given);
  if (remaining) remaining.text -= read.length;
  return read;
};

/** Reads a boolean, also one that is written as text. */
export const flag: Reader<boolean> = (value) =>
  typeof value === 'boolean' ? value : { true: true, false: false }[`${text(value)?.toLowerCase()}`];

/** Reads a finite number, also one that is written as text. */
export const count: Reader<number> = (value) => {
  const read = text(value);
  return read !== undefined && Number.isFinite(Number(read)) ? Number(read) : undefined;
};

/** Reads one of these words, ignoring case. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (value) => {
    const read = text(value)?.toLowerCase();
    return words.find((word) => word.toLowerCase() === read);
  };
}

/** Tries two readers and returns the first result. */
export function either<A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> {
  return (value) => first(value) ?? second(value);
}

/** Makes a reader total with a default. */
export function or<T>(reader: Reader<T>, otherwise: T): TotalReader<T> {
  return (value) => reader(value) ?? otherwise;
}

/** Reads a list and leaves out invalid entries. A single value counts as a list of one; undefined gives an empty list. */
export function list<T>(reader: Reader<T>, max = MAX_ITEMS): TotalReader<T[]> {
  return (value) => {
    const found: T[] = [];
    for (const each of Array.isArray(value) ? value : [value]) {
      const read = found.length < max && mayTakeItem() ? reader(each) : undefined;
      if (read !== undefined) found.push(read);
    }
    return found;
  };
}

/** Counts an entry of a list. Returns false if the template has reached its limit. */
function mayTakeItem(): boolean {
  return !remaining || remaining.items-- > 0;
}

/** Like `list`, but entries keep their positions: an invalid entry becomes `otherwise`. */
export function row<T>(reader: Reader<T>, otherwise: T, max = MAX_ITEMS): TotalReader<T[]> {
  return (value) =>
    Array.isArray(value)
      ? value
          .slice(0, max)
          .filter(mayTakeItem)
          .map((each) => reader(each) ?? otherwise)
      : [];
}

/** Reads an object with arbitrary field names and leaves out invalid fields. */
export function record<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value) => {
    if (!isObject(value)) return undefined;
    const names = Object.keys(value).slice(0, MAX_ITEMS);
    return readOptional(Object.fromEntries(names.map((name) => [name, reader])), value) as Record<string, T>;
  };
}

/** Reads an object and leaves out invalid optional fields. Returns undefined if a required field is missing or invalid. */
export function object<T extends object>(required: RequiredFields<T>, optional: OptionalFields<T>): Reader<T> {
  return (value) => {
    if (!isObject(value)) return undefined;
    const read = readOptional(optional as Fields, value);
    for (const [name, reader] of Object.entries(required as Fields)) {
      read[name] = reader(ownField(value, name));
      if (read[name] === undefined) return undefined;
    }
    return read as T;
  };
}

/** Fields of every template in addition to its own. */
const base: OptionalFields<TemplateBase> = {
  text,
  renderDelay: count,
  speech_hint: text,
  AlwaysShowGlobalButtons: flag,
};

/** Makes a parser that accepts any payload. The fields of the result are empty if nothing in the payload is valid. */
export function template<T extends TemplateBase & { template_type: string }>(
  required: TotalFields<T>,
  optional: OptionalFields<Omit<T, keyof TemplateBase>>,
): (payload: unknown) => Parsed<T> {
  const read = object<T>(required as RequiredFields<T>, { ...base, ...optional } as unknown as OptionalFields<T>);
  return (raw) => {
    remaining = { ...TEMPLATE_LIMITS };
    try {
      return bareObject({ ...read(isObject(raw) ? raw : {})!, raw });
    } finally {
      remaining = undefined;
    }
  };
}

/** Reads the `template_type`. Returns the first of the given types for anything else. */
export const named =
  <const Type extends string>(...[first, ...others]: readonly [Type, ...Type[]]): TotalReader<Type> =>
  (value) =>
    others.find((type) => type === value) ?? first;

/** Reads own fields only: scripts of the page may have extended Object.prototype. */
const ownField = (source: Readonly<Record<string, unknown>>, name: string) =>
  Object.hasOwn(source, name) ? source[name] : undefined;

function readOptional(fields: Fields, source: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read: Record<string, unknown> = bareObject({});
  for (const [name, reader] of Object.entries(fields)) {
    const value = reader(ownField(source, name));
    // An optional list without valid entries is left out.
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) read[name] = value;
  }
  return read;
}
