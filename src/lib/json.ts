export type JsonObject = Record<string, unknown>;

/** Longest text that is parsed in a page, in UTF-16 units: far above any real frame, far below what would freeze it. */
export const MAX_JSON_LENGTH = 8_388_608;
/** The same for answers that a server reads: more than any text that is worth parsing at once. */
export const MAX_SERVER_JSON_LENGTH = 67_108_864;

/** Deepest nesting that is accepted: far above any real frame, far below what would overflow a stack. */
const MAX_JSON_DEPTH = 200;

const PROTO = '__proto__';

/** The object itself, without a prototype: pages change `Object.prototype`, and a field that is left out must stay so. */
export const bareObject = <T extends object>(value: T): T => Object.setPrototypeOf(value, null);

/** What a script of the page has added to all objects. Of themselves they have twelve properties. */
const isPolluted = () => Reflect.ownKeys(Object.prototype).length > 12;

/**
 * JSON that came from outside. Undefined when it is not JSON, or absurdly long or deep. A byte order mark is skipped.
 * `__proto__` keys are dropped at every depth, so that no later copy or merge can touch a prototype. On a page that has changed
 * `Object.prototype`, objects have no prototype at all.
 *
 * @param anyDepth accepts any depth: the caller checks the parts of the value with `isShallow` before it walks them
 * @param maxLength in UTF-16 units
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
 * Whether a value that JSON.parse gave is nested no deeper than any walk of this package can follow. Drops its `__proto__`
 * keys, and the prototypes of its objects where a page has changed theirs. Goes level by level: a recursion would overflow the
 * stack on exactly the values that this is for.
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

/** A copy as JSON would carry it; undefined for what is no JSON, or too long or deep. Never throws. */
export function copyJson(value: unknown): unknown {
  try {
    return parseJson(toJson(value));
  } catch {
    return undefined; // a cycle, a BigInt, a toJSON that throws, or the RangeError of a value that is nested too deeply
  }
}

/**
 * JSON of a value. Old libraries give all arrays or objects of a page a `toJSON`, which would send something else: of those that
 * are only inherited from there nothing is called.
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify('toJSON' in [] ? withoutForeignToJson(value) : value, null, indent);
}

function withoutForeignToJson(value: unknown): unknown {
  if (Array.isArray(value)) return bareObject(value.map(withoutForeignToJson));
  const isPlain = isObject(value) && [null, Object.prototype].includes(Object.getPrototypeOf(value));
  // A date, and what has a form of its own, says it itself.
  if (!isPlain || Object.hasOwn(value, 'toJSON')) return value;
  return bareObject(
    Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutForeignToJson(each)])),
  );
}

export const isString = (value: unknown): value is string => typeof value === 'string';

/** An object or an array. */
const isNode = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

export const isObject = (value: unknown): value is JsonObject => isNode(value) && !Array.isArray(value);

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
