import type { IncomingMessage } from 'node:http';
import { PlatformError } from '../lib/api-error.js';

/** How many times the limit is read and thrown away: a client hears the answer only once it has sent its body. */
const DRAINED = 16;

/** @throws PlatformError 413 for more than `maxBytes`, 400 for what is no JSON object (or form, where that is the type) */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > DRAINED * maxBytes) throw tooLarge();
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw tooLarge();
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Answered below, like JSON that is no object.
  }
  throw new PlatformError(400, 'Invalid Request Payload');
}

function tooLarge(): PlatformError {
  return new PlatformError(413, 'Request Payload is too large', { headers: { connection: 'close' } });
}

/** A multipart body. @throws PlatformError 413 for more than `maxBytes`, 400 for what is no form */
export async function readForm(request: IncomingMessage, maxBytes: number): Promise<FormData> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is not read, so the connection cannot be used again.
    if (size > maxBytes)
      throw new PlatformError(413, 'Request Payload is too large', { headers: { connection: 'close' } });
    chunks.push(chunk);
  }
  try {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    return await new Response(Buffer.concat(chunks), { headers }).formData();
  } catch {
    throw new PlatformError(400, 'Invalid Request Payload');
  }
}
