import { authenticate } from '../../http/bearer.js';
import type { Endpoint } from '../../http/endpoint.js';
import { PlatformError } from '../../http/platform-error.js';
import { readParts } from '../../http/read-parts.js';
import { findUpload } from './find-upload.js';
import { bodyLimit, CHUNK_BYTES } from './limits.js';

/** `POST attachment/file/:token/chunk`: one part of a file (protocol.md §1.10, step 2c). The same one again replaces it. */
export const fileChunk: Endpoint = async (platform, { request, headers, params }) => {
  const { user } = authenticate(platform, headers);
  const form = await readParts(request, bodyLimit(CHUNK_BYTES));
  const { parts } = findUpload(platform, user, params.token, form);
  const chunkNo = Number(form.text('chunkNo') || Number.NaN);
  const content = form.bytes('chunk');
  if (!Number.isInteger(chunkNo) || chunkNo < 0) throw new PlatformError(400, 'chunkNo must be a number from 0 up');
  if (!content?.length) throw new PlatformError(400, 'chunk is mandatory');
  if (content.length > CHUNK_BYTES) throw new PlatformError(413, 'The chunk is too large');
  parts.set(chunkNo, content);
  const bytes = [...parts.values()].reduce((sum, { length }) => sum + length, 0);
  if (bytes > platform.settings.maxFileBytes) {
    platform.files.end(params.token!);
    throw new PlatformError(413, 'The file is too large');
  }
  return { body: {} };
};
