import { bareObject, isObject, isString } from '../../lib/json.js';
import { limitCombiningMarks } from '../../lib/limit-combining-marks.js';
import type { TemplateBase } from './template-base.js';

/*
 * What the parsers of templates are made of. A bot's author can leave out or mistype any field, so a parser reads what it
 * can and leaves out the rest: it never throws, and what it gives has the types it promises. Bounded by what it looks for:
 * a payload may be as deep as it likes, only known fields are entered, and of long lists and texts only a part is taken.
 */

/** Reads a value; undefined where it is nothing of the kind. */
export type Reader<T> = (value: unknown) => T | undefined;

/** Reads a value, and has something to give in any case. */
export type TotalReader<T> = (value: unknown) => T;

/** A payload that was looked at: its known fields have the types they should have. */
export type Parsed<T> = T & {
  /** The payload as the bot sent it. */
  readonly raw: unknown;
};

type OptionalKey<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];
type OptionalFields<T> = { readonly [Key in OptionalKey<T>]: Reader<Exclude<T[Key], undefined>> };
type NeededFields<T> = { readonly [Key in Exclude<keyof T, OptionalKey<T>>]: Reader<T[Key]> };
type TotalFields<T> = { readonly [Key in Exclude<keyof T, OptionalKey<T>>]: TotalReader<T[Key]> };
type Fields = Readonly<Record<string, Reader<unknown>>>;

/** Longest text that is shown, in UTF-16 units. */
const MAX_TEXT = 20_000;
const MAX_ITEMS = 100;

/** Of one template, all its texts and all entries of its lists together: what is drawn of it is bounded, however it nests them. */
const MOST_OF_TEMPLATE = { text: 60_000, items: 1_500 };
/** What is left of that, while a template is read. Whatever is read by itself has its own bounds only. */
let left: { text: number; items: number } | undefined;

/** What goes back to the bot: whole, however long. A number counts; nothing does not. */
export const verbatim: Reader<string> = (value) =>
  (isString(value) && value !== '') || Number.isFinite(value) ? `${value}` : undefined;

/** A number stays one, where it is sent otherwise than its digits. */
export const scalar: Reader<string | number> = (value) =>
  Number.isFinite(value) ? (value as number) : verbatim(value);

/** What people read. Blank is nothing. */
export const text: Reader<string> = (value) => {
  const given = verbatim(value)?.slice(0, left ? Math.min(MAX_TEXT, left.text) : MAX_TEXT);
  if (!given?.trim()) return undefined;
  const read = limitCombiningMarks(given);
  if (left) left.text -= read.length;
  return read;
};

export const flag: Reader<boolean> = (value) =>
  typeof value === 'boolean' ? value : { true: true, false: false }[`${text(value)?.toLowerCase()}`];

/** A number, also one that is written as a text. */
export const count: Reader<number> = (value) => {
  const read = text(value);
  return read !== undefined && Number.isFinite(Number(read)) ? Number(read) : undefined;
};

/** One of these words, however it is capitalised. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (value) => {
    const read = text(value)?.toLowerCase();
    return words.find((word) => word.toLowerCase() === read);
  };
}

/** The first that fits. */
export function either<A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> {
  return (value) => first(value) ?? second(value);
}

export function or<T>(reader: Reader<T>, otherwise: T): TotalReader<T> {
  return (value) => reader(value) ?? otherwise;
}

/** The entries that fit, in their order. One that is not in a list is a list of one; nothing is an empty one. */
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

/** Counts an entry of a list, unless the template has had as many as it may. */
function mayTakeItem(): boolean {
  return !left || left.items-- > 0;
}

/** As a list, but entries keep their places: what does not fit becomes `otherwise`. */
export function row<T>(reader: Reader<T>, otherwise: T, max = MAX_ITEMS): TotalReader<T[]> {
  return (value) =>
    Array.isArray(value)
      ? value
          .slice(0, max)
          .filter(mayTakeItem)
          .map((each) => reader(each) ?? otherwise)
      : [];
}

/** Fields by names that the bot's author has chosen, those that fit. */
export function record<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value) => {
    if (!isObject(value)) return undefined;
    const names = Object.keys(value).slice(0, MAX_ITEMS);
    return readOptional(Object.fromEntries(names.map((name) => [name, reader])), value) as Record<string, T>;
  };
}

/** An object with those of its fields that fit. Without one that it needs it is nothing. */
export function object<T extends object>(needed: NeededFields<T>, optional: OptionalFields<T>): Reader<T> {
  return (value) => {
    if (!isObject(value)) return undefined;
    const read = readOptional(optional as Fields, value);
    for (const [name, reader] of Object.entries(needed as Fields)) {
      read[name] = reader(ownField(value, name));
      if (read[name] === undefined) return undefined;
    }
    return read as T;
  };
}

/** Of every template, besides its own fields. */
const base: OptionalFields<TemplateBase> = {
  text,
  renderDelay: count,
  speech_hint: text,
  AlwaysShowGlobalButtons: flag,
};

/** A parser of payloads: gives the template whatever the payload is, empty where nothing of it can be read. */
export function template<T extends TemplateBase & { template_type: string }>(
  needed: TotalFields<T>,
  optional: OptionalFields<Omit<T, keyof TemplateBase>>,
): (payload: unknown) => Parsed<T> {
  const read = object<T>(needed as NeededFields<T>, { ...base, ...optional } as unknown as OptionalFields<T>);
  return (raw) => {
    left = { ...MOST_OF_TEMPLATE };
    try {
      return bareObject({ ...read(isObject(raw) ? raw : {})!, raw });
    } finally {
      left = undefined;
    }
  };
}

/** The name that a template goes by. */
export const named =
  <const Type extends string>(...[first, ...others]: readonly [Type, ...Type[]]): TotalReader<Type> =>
  (value) =>
    others.find((type) => type === value) ?? first;

/** What the page has put on all objects is no field. */
const ownField = (source: Readonly<Record<string, unknown>>, name: string) =>
  Object.hasOwn(source, name) ? source[name] : undefined;

function readOptional(fields: Fields, source: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read: Record<string, unknown> = bareObject({});
  for (const [name, reader] of Object.entries(fields)) {
    const value = reader(ownField(source, name));
    // A list that was left out, or of which nothing fits, is not there.
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) read[name] = value;
  }
  return read;
}
