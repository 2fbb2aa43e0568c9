import type { RequestHeaders } from '../auth/bearer.js';
import { ApiError } from '../lib/api-error.js';
import { concatBytes, fromBase64, indexOfBytes } from '../lib/bytes.js';
import type { ByteBudget } from '../state/file-store.js';
import type { RequestBody } from './exchange.js';

/** The fields of a multipart body, as text or as bytes. Base64 is decoded. */
export interface Parts {
  text(name: string): string | undefined;
  bytes(name: string): Uint8Array | undefined;
}

/** A request with a multipart body. */
export interface MultipartRequest {
  readonly body: RequestBody;
  readonly headers: RequestHeaders;
}

/**
 * Reads a multipart body (RFC 7578) and passes its fields to `use`. The bytes of the body count against `memory` until `use` is
 * done. The parser is our own, because clients of the platform send files as base64 with `Content-Transfer-Encoding`
 * (protocol.md §1.10), and only some versions of Node's `FormData` decode that.
 *
 * @throws ApiError 413 for more than `maxBytes`, 400 for a body that is not multipart, 503 if all uploads together exceed `memory`
 */
export async function withParts<Result>(
  memory: ByteBudget,
  { body, headers }: MultipartRequest,
  maxBytes: number,
  use: (parts: Parts) => Result | Promise<Result>,
): Promise<Result> {
  const held: Uint8Array[] = [];
  try {
    await readInto(held, memory, body, maxBytes);
    return await use(parseParts(concatBytes(held), headers['content-type']));
  } finally {
    for (const { length } of held) memory.give(length);
  }
}

const LINE_BREAK = encode('\r\n');
const BLANK_LINE = encode('\r\n\r\n');

function parseParts(body: Uint8Array, contentType = ''): Parts {
  const boundary = /\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)?.slice(1).find(Boolean);
  if (!boundary) throw badForm();
  const fields = new Map<string, Uint8Array>();
  const delimiter = encode(`\r\n--${boundary}`);
  // The first delimiter has no line break before it.
  const text = concatBytes([LINE_BREAK, body]);
  let from = indexOfBytes(text, delimiter);
  for (;;) {
    if (from < 0) throw badForm();
    const start = from + delimiter.length;
    if (decode(text.subarray(start, start + 2)) === '--') break;
    const end = indexOfBytes(text, delimiter, start);
    if (end < 0) throw badForm();
    readPart(text.subarray(start + 2, end), fields);
    from = end;
  }
  return {
    text: (name) => (fields.has(name) ? decode(fields.get(name)!) : undefined),
    bytes: (name) => fields.get(name),
  };
}

function readPart(part: Uint8Array, fields: Map<string, Uint8Array>): void {
  const head = indexOfBytes(part, BLANK_LINE);
  if (head < 0) throw badForm();
  const headers = decode(part.subarray(0, head));
  const disposition = /^content-disposition:[^\r\n]*/im.exec(headers)?.[0] ?? '';
  const name = /;[ \t]*name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) throw badForm();
  const content = part.subarray(head + BLANK_LINE.length);
  fields.set(name, /^content-transfer-encoding:\s*base64\s*$/im.test(headers) ? decodeBase64(content) : content);
}

function decodeBase64(content: Uint8Array): Uint8Array {
  const text = decode(content).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    throw new ApiError(400, 'The file is not valid base64');
  return fromBase64(text);
}

/** Bytes beyond a limit are read and dropped, because clients read the answer only after they have sent the whole body. */
async function readInto(held: Uint8Array[], memory: ByteBudget, body: RequestBody, maxBytes: number): Promise<void> {
  let size = 0;
  let isFull = false;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes || isFull) continue;
    if (memory.take(chunk.length)) held.push(chunk);
    else isFull = true;
  }
  if (size > maxBytes) throw new ApiError(413, 'Request Payload is too large');
  if (isFull) throw new ApiError(503, 'Too many uploads at the same time', { headers: { 'retry-after': '1' } });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

const badForm = () => new ApiError(400, 'Invalid Request Payload');
