import { ProtocolError } from '../errors/index.js';

export type JsonObject = Record<string, unknown>;

/** An object, and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An answer as an object whose field `list` is an array of objects. Only that is checked: fields that are missing, new or
 * of another type than the samples have are the reader's to bear (law 8).
 *
 * @throws ProtocolError
 */
export function readList<Page>(what: string, answer: unknown, list: keyof Page & string): Page {
  if (isObject(answer) && isListOfObjects(answer[list])) return answer as Page;
  throw unexpected(what, `the answer has no list “${list}”`);
}

/** An answer that is an array of objects. @throws ProtocolError */
export function readArray<Item>(what: string, answer: unknown): Item[] {
  if (isListOfObjects(answer)) return answer as Item[];
  throw unexpected(what, 'the answer is not a list');
}

/** An answer that is an object with a text in `field`. @throws ProtocolError */
export function readRecord<Answer>(what: string, answer: unknown, field: keyof Answer & string): Answer {
  if (isObject(answer) && typeof answer[field] === 'string') return answer as Answer;
  throw unexpected(what, `the answer lacks “${field}”`);
}

export function unexpected(what: string, why: string): ProtocolError {
  return new ProtocolError('protocol_answer', `unable to ${what}; ${why}`);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject);
}
