import { ProtocolError } from '../errors/index.js';
import type { ParsedErrorBody } from '../http/http-client.js';
import { isObject, type JsonObject, textOf } from '../lib/json.js';

/**
 * Reads a page: an object whose field `list` is an array of objects. The pages of the platform say in differently named fields whether
 * more follow (`availableMore`, `moreAvailable`, `hasMore`), so the value of `more` is copied to `hasMore`. Nothing else is checked or
 * changed: callers must expect fields that are missing, new, or of another type than in the samples.
 *
 * @throws ProtocolError
 */
export function readPage<Page extends { hasMore?: boolean }>(
  operation: string,
  answer: unknown,
  list: keyof Page & string,
  more: string,
): Page {
  if (!isObject(answer) || !isListOfObjects(answer[list])) {
    throw protocolError(operation, `the answer has no list “${list}”`);
  }
  const hasMore = readFlag(answer[more]);
  return { ...answer, ...(hasMore !== undefined && { hasMore }) } as unknown as Page;
}

/** Reads an answer that is an array of objects. @throws ProtocolError */
export function readArray<Item>(operation: string, answer: unknown): Item[] {
  if (isListOfObjects(answer)) return answer as Item[];
  throw protocolError(operation, 'the answer is not a list');
}

/** Reads an answer that is an object with a string in `field`. @throws ProtocolError */
export function readRecord<Answer>(operation: string, answer: unknown, field: keyof Answer & string): Answer {
  if (isObject(answer) && typeof answer[field] === 'string') return answer as Answer;
  throw protocolError(operation, `the answer lacks “${field}”`);
}

/** The error for a successful answer that lacks something. */
export function protocolError(operation: string, why: string): ProtocolError {
  return new ProtocolError('XO_PROTOCOL_ANSWER', `unable to ${operation}; ${why}`);
}

/**
 * Reads the body of a failed answer (public-apis.md §1.6): `errors[0]`, or the body itself. The text is returned as the platform wrote
 * it; the HTTP client removes secrets from it and shortens it. Never throws.
 */
export function readAdminError(body: unknown): ParsedErrorBody {
  const root: JsonObject = isObject(body) ? body : {};
  const first: unknown = Array.isArray(root.errors) ? root.errors[0] : (root.errors ?? root.error);
  const found: JsonObject = isObject(first) ? first : { msg: first };
  const code = textOf(found.code) || textOf(root.code) || textOf(root.customCode);
  const message = textOf(found.msg) || textOf(found.message) || textOf(root.message) || textOf(root.msg);
  return { ...(code && { code }), ...(message && { message }) };
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}

/** The samples of the platform have true and false, and in related fields 1 and 0 or strings. */
function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === 'true') return true;
  return value === false || value === 0 || value === 'false' ? false : undefined;
}
