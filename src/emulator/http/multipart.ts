import type { IncomingMessage } from 'node:http';
import { PlatformError } from '../lib/api-error.js';
import type { ByteBudget } from '../state/file-store.js';

/** The fields of a multipart body: texts, and bytes of what was sent as base64 or has a file name. */
export interface Parts {
  text(name: string): string | undefined;
  bytes(name: string): Uint8Array | undefined;
}

/**
 * Gives `use` the fields of a multipart body (RFC 7578), which it may use until it is done: so long the bytes of the body count in
 * `memory`. By hand, because clients of the platform send files as base64 and say so in `Content-Transfer-Encoding`
 * (protocol.md §1.10), which `FormData` reads in some versions of Node and loses in others.
 *
 * @throws PlatformError 413 for more than `maxBytes`, 400 for what is no such body, 503 where all uploads together are too much
 */
export async function withParts<Result>(
  memory: ByteBudget,
  request: IncomingMessage,
  maxBytes: number,
  use: (parts: Parts) => Result | Promise<Result>,
): Promise<Result> {
  const held: Buffer[] = [];
  try {
    await readInto(held, memory, request, maxBytes);
    return await use(parseParts(Buffer.concat(held), request.headers['content-type']));
  } finally {
    for (const { length } of held) memory.give(length);
  }
}

function parseParts(body: Buffer, contentType = ''): Parts {
  const boundary = /\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)?.slice(1).find(Boolean);
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
  const disposition = /^content-disposition:[^\r\n]*/im.exec(headers)?.[0] ?? '';
  const name = /;[ \t]*name="([^"]*)"/i.exec(disposition)?.[1];
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

/** What is too much is read on, and thrown away: a client hears the answer only once it has sent its body. */
async function readInto(held: Buffer[], memory: ByteBudget, request: IncomingMessage, maxBytes: number): Promise<void> {
  let size = 0;
  let isFull = false;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes || isFull) continue;
    if (memory.take(chunk.length)) held.push(chunk);
    else isFull = true;
  }
  if (size > maxBytes) throw new PlatformError(413, 'Request Payload is too large');
  if (isFull) throw new PlatformError(503, 'Too many uploads at the same time', { headers: { 'retry-after': '1' } });
}

const badForm = () => new PlatformError(400, 'Invalid Request Payload');
