import type { PlatformError } from '../http/http-client.js';
import { isObject, type JsonObject } from './json.js';

/**
 * What a failed answer says (admin-apis: Error bodies): `errors[0]`, else the body itself. Its text comes without anything
 * that looks like a secret, and is cut to 300 characters. Never throws.
 */
export function readAdminError(body: unknown): PlatformError {
  const root: JsonObject = isObject(body) ? body : {};
  const first: unknown = Array.isArray(root.errors) ? root.errors[0] : (root.errors ?? root.error);
  const found: JsonObject = isObject(first) ? first : { msg: first };
  const code = textOf(found.code) || textOf(root.code) || textOf(root.customCode);
  const message = textOf(found.msg) || textOf(found.message) || textOf(root.message) || textOf(root.msg);
  return { ...(code && { code }), ...(message && { message: withoutSecrets(message) }) };
}

/** JWTs and what is named a secret; and long runs of mixed capitals, as keys are. Ids in hexadecimal stay. */
const JWT = /\bey[\w-]+\.[\w-]+(?:\.[\w-]*)*/g;
const NAMED = /((?:bearer\W+|(?:token|secret)(?:=|":))["'-]*)[^\s&"',}]+/gi;
const OPAQUE = /\b(?=[\w-]*[a-z][A-Z])[\w-]{24,}/g;

export function withoutSecrets(text: string): string {
  const short = text.slice(0, 1000);
  return short.replace(JWT, '[redacted]').replace(NAMED, '$1[redacted]').replace(OPAQUE, '[redacted]').slice(0, 300);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
