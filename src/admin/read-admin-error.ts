import type { ParsedErrorBody } from '../http/http-client.js';
import { isObject, type JsonObject } from './json.js';

/**
 * What a failed answer says (public-apis: Error bodies): `errors[0]`, else the body itself. As the platform wrote it: the HTTP
 * client takes secrets out and cuts it. Never throws.
 */
export function readAdminError(body: unknown): ParsedErrorBody {
  const root: JsonObject = isObject(body) ? body : {};
  const first: unknown = Array.isArray(root.errors) ? root.errors[0] : (root.errors ?? root.error);
  const found: JsonObject = isObject(first) ? first : { msg: first };
  const code = textOf(found.code) || textOf(root.code) || textOf(root.customCode);
  const message = textOf(found.msg) || textOf(found.message) || textOf(root.message) || textOf(root.msg);
  return { ...(code && { code }), ...(message && { message }) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
