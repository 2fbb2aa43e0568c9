export type JsonObject = Record<string, unknown>;

/** Longest text that is parsed, in UTF-16 units: far above any real frame, far below what would freeze a page. */
const MAX_JSON_LENGTH = 4_194_304;

/** Deepest nesting that is accepted: far above any real frame, far below what would overflow a stack. */
const MAX_JSON_DEPTH = 200;

const PROTO = '__proto__';

/**
 * JSON that came from outside. Undefined when it is not JSON, or absurdly long or deep. A byte order mark is skipped.
 * `__proto__` keys are dropped at every depth, so that no later copy or merge can touch a prototype.
 *
 * @param anyDepth accepts any depth: the caller checks the parts of the value with `isShallow` before it walks them
 */
export function parseJson(text: string, anyDepth?: boolean): unknown {
  try {
    const value: unknown = text.length > MAX_JSON_LENGTH ? undefined : JSON.parse(text.replace(/^\ufeff/, ''));
    return isShallow(value) || anyDepth ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a value that JSON.parse gave is nested no deeper than any walk of this package can follow. Drops its `__proto__`
 * keys. Goes level by level: a recursion would overflow the stack on exactly the values that this is for.
 */
export function isShallow(value: unknown): boolean {
  let depth = 0;
  for (let level = [value].filter(isNode); level.length; depth++) {
    const next: JsonObject[] = [];
    for (const node of level) {
      if (Object.hasOwn(node, PROTO)) delete node[PROTO];
      for (const child of Array.isArray(node) ? node : Object.values(node)) if (isNode(child)) next.push(child);
    }
    level = next;
  }
  return depth <= MAX_JSON_DEPTH;
}

/** A copy as JSON would carry it; undefined for what is no JSON, or too long or deep. Never throws. */
export function copyJson(value: unknown): unknown {
  try {
    return parseJson(JSON.stringify(value));
  } catch {
    return undefined; // a cycle, a BigInt, a toJSON that throws, or the RangeError of a value that is nested too deeply
  }
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
