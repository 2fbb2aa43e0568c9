import { isObject } from '../../lib/json.js';
import type { RequestHeaders } from '../auth/bearer.js';
import { ApiError } from '../lib/api-error.js';
import { concatBytes } from '../lib/bytes.js';
import type { RequestBody } from './exchange.js';

/** How many times `maxBytes` are read and dropped, because clients read the answer only after they have sent the whole body. */
const DRAINED = 16;

/**
 * Reads a JSON object, or a URL-encoded form if that is the content type.
 *
 * @throws ApiError 413 for more than `maxBytes`, 400 for anything else
 */
export async function readBody(
  body: RequestBody,
  headers: RequestHeaders,
  maxBytes: number,
): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > DRAINED * maxBytes) throw tooLarge();
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw tooLarge();
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(concatBytes(chunks));
  if (text.trim() === '') return {};
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Answered below, like JSON that is not an object.
  }
  throw new ApiError(400, 'Invalid Request Payload');
}

/** Reads a multipart form. @throws ApiError 413 for more than `maxBytes`, 400 for a body that is not a form */
export async function readForm(body: RequestBody, headers: RequestHeaders, maxBytes: number): Promise<FormData> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // The rest of the body is not read, so the connection cannot be used again.
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    const type = { 'content-type': headers['content-type'] ?? '' };
    return await new Response(concatBytes(chunks), { headers: type }).formData();
  } catch {
    throw new ApiError(400, 'Invalid Request Payload');
  }
}

function tooLarge(): ApiError {
  return new ApiError(413, 'Request Payload is too large', { headers: { connection: 'close' } });
}
