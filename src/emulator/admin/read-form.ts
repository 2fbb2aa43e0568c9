import type { IncomingMessage } from 'node:http';
import { PlatformError } from '../http/platform-error.js';

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
