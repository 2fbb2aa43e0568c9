export type JsonObject = Record<string, unknown>;

/** Longest text that is parsed, in UTF-16 units: far above any real frame, far below what would freeze a page. */
const MAX_JSON_LENGTH = 4_194_304;

/**
 * JSON that came from outside. Undefined when it is not JSON, or absurdly long or deep.
 * `__proto__` keys are dropped at every depth, so that no later copy or merge can touch a prototype.
 */
export function parseJson(text: string): unknown {
  try {
    return text.length > MAX_JSON_LENGTH
      ? undefined
      : JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined; // also the RangeError of a text that is nested too deeply
  }
}

export const isString = (value: unknown): value is string => typeof value === 'string';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a field that should be a string. Numbers count; everything else reads as empty. */
export const textOf = (value: unknown): string => (isString(value) || Number.isFinite(value) ? `${value}` : '');

/** The texts that say something, one per line. */
export const joinLines = (texts: string[]): string => texts.filter(Boolean).join('\n');

/** Without the fields that are empty or absent. */
export function filled<Fields extends object>(
  fields: { [Name in keyof Fields]: Fields[Name] | '' | false | undefined },
): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Fields;
}
