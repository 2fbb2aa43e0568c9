export type JsonObject = Record<string, unknown>;

/**
 * The longest text that is parsed in a page, in UTF-16 units. Real frames are far shorter, and parsing a text of this length
 * does not freeze the page.
 */
export const MAX_JSON_LENGTH = 8_388_608;
/** The longest answer that is parsed on a server, in UTF-16 units. */
export const MAX_SERVER_JSON_LENGTH = 67_108_864;

/** The deepest nesting that is accepted. Real frames are far shallower, and walking this depth does not overflow the stack. */
const MAX_JSON_DEPTH = 200;

const PROTO = '__proto__';

/**
 * Removes the prototype of `value` and returns `value`. Some pages add properties to `Object.prototype`, which would otherwise
 * appear as fields that are not in the data.
 */
export const bareObject = <T extends object>(value: T): T => Object.setPrototypeOf(value, null);

/** Whether a script of the page has added properties to `Object.prototype`, which has twelve by default. */
const isPolluted = () => Reflect.ownKeys(Object.prototype).length > 12;

/**
 * Parses untrusted JSON. Skips a byte order mark. Drops `__proto__` keys at every depth, so that no later copy or merge can
 * change a prototype. On a page that has changed `Object.prototype`, the resulting objects have no prototype.
 *
 * @param anyDepth accepts any nesting; the caller must check the parts of the value with `isShallow` before it walks them
 * @param maxLength in UTF-16 units
 * @returns undefined if the text is not JSON, too long or nested too deeply
 */
export function parseJson(text: string, anyDepth?: boolean, maxLength = MAX_JSON_LENGTH): unknown {
  try {
    const value: unknown = text.length > maxLength ? undefined : JSON.parse(text.replace(/^\ufeff/, ''));
    return isShallow(value) || anyDepth ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns whether a value from `JSON.parse` is nested no deeper than this package can walk recursively. Also drops its
 * `__proto__` keys, and the prototypes of its objects if the page has changed `Object.prototype`. Works level by level, because
 * recursion would overflow the stack on the very values that this function rejects.
 */
export function isShallow(value: unknown): boolean {
  const bare = isPolluted();
  let depth = 0;
  for (let level = [value].filter(isNode); level.length; depth++) {
    const next: JsonObject[] = [];
    for (const node of level) {
      if (Object.hasOwn(node, PROTO)) delete node[PROTO];
      if (bare && isObject(node)) bareObject(node);
      for (const child of Array.isArray(node) ? node : Object.values(node)) if (isNode(child)) next.push(child);
    }
    level = next;
  }
  return depth <= MAX_JSON_DEPTH;
}

/** Copies a value by way of JSON. Returns undefined if it cannot be written as JSON, or is too long or too deep. Never throws. */
export function copyJson(value: unknown): unknown {
  try {
    return parseJson(toJson(value));
  } catch {
    return undefined; // a cycle, a BigInt, a toJSON that throws, or the RangeError of very deep nesting
  }
}

/**
 * Returns the JSON of a value. Some old libraries add a `toJSON` method to the prototypes of all arrays or objects, which would
 * change the output. Such inherited methods are not called.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify('toJSON' in [] ? withoutForeignToJson(value) : value, null, indent);
}

function withoutForeignToJson(value: unknown): unknown {
  if (Array.isArray(value)) return bareObject(value.map(withoutForeignToJson));
  const isPlain = isObject(value) && [null, Object.prototype].includes(Object.getPrototypeOf(value));
  // Dates and objects with a `toJSON` of their own serialize themselves.
  if (!isPlain || Object.hasOwn(value, 'toJSON')) return value;
  return bareObject(
    Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutForeignToJson(each)])),
  );
}

export const isString = (value: unknown): value is string => typeof value === 'string';

/** True for objects and arrays. */
const isNode = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

export const isObject = (value: unknown): value is JsonObject => isNode(value) && !Array.isArray(value);

/** Reads a field that should be a string. Converts numbers, and returns an empty string for everything else. */
export const textOf = (value: unknown): string => (isString(value) || Number.isFinite(value) ? `${value}` : '');

/** Joins the texts that are not empty, one per line. */
export const joinLines = (texts: string[]): string => texts.filter(Boolean).join('\n');

/** Copies the fields that are neither empty nor absent. */
export function filled<Fields extends object>(
  fields: { [Name in keyof Fields]: Fields[Name] | '' | false | undefined },
): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Fields;
}
