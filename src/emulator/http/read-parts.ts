import type { IncomingMessage } from 'node:http';
import { PlatformError } from './platform-error.js';

/** The fields of a multipart body: texts, and bytes of what was sent as base64 or has a file name. */
export interface Parts {
  text(name: string): string | undefined;
  bytes(name: string): Uint8Array | undefined;
}

/**
 * A multipart body (RFC 7578). By hand, because clients of the platform send files as base64 and say so in
 * `Content-Transfer-Encoding` (protocol.md §1.10), which `FormData` reads in some versions of Node and loses in others.
 *
 * @throws PlatformError 413 for more than `maxBytes`, 400 for what is no such body
 */
export async function readParts(request: IncomingMessage, maxBytes: number): Promise<Parts> {
  const boundary = /\bboundary=(?:"([^"]+)"|([^\s;]+))/i
    .exec(request.headers['content-type'] ?? '')
    ?.slice(1)
    .find(Boolean);
  const body = await readAll(request, maxBytes);
  if (!boundary) throw badForm();
  const fields = new Map<string, Uint8Array>();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter has no line break before it.
  const text = Buffer.concat([Buffer.from('\r\n'), body]);
  let from = text.indexOf(delimiter);
  for (;;) {
    if (from < 0) throw badForm();
    const start = from + delimiter.length;
    if (text.subarray(start, start + 2).toString('latin1') === '--') break;
    const end = text.indexOf(delimiter, start);
    if (end < 0) throw badForm();
    readPart(text.subarray(start + 2, end), fields);
    from = end;
  }
  return {
    text: (name) => (fields.has(name) ? Buffer.from(fields.get(name)!).toString('utf8') : undefined),
    bytes: (name) => fields.get(name),
  };
}

function readPart(part: Buffer, fields: Map<string, Uint8Array>): void {
  const head = part.indexOf('\r\n\r\n');
  if (head < 0) throw badForm();
  const headers = part.subarray(0, head).toString('utf8');
  const name = /^content-disposition:[^\r\n]*;\s*name="([^"]*)"/im.exec(headers)?.[1];
  if (name === undefined) throw badForm();
  const content = part.subarray(head + 4);
  fields.set(name, /^content-transfer-encoding:\s*base64\s*$/im.test(headers) ? decodeBase64(content) : content);
}

function decodeBase64(content: Buffer): Uint8Array {
  const text = content.toString('latin1').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0)
    throw new PlatformError(400, 'The file is no base64');
  return Buffer.from(text, 'base64');
}

async function readAll(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read on, and thrown away: a client hears the answer only once it has sent its body.
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw new PlatformError(413, 'Request Payload is too large');
  return Buffer.concat(chunks);
}

const badForm = () => new PlatformError(400, 'Invalid Request Payload');
