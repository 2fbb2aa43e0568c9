import { authenticate } from '../../http/bearer.js';
import type { Endpoint } from '../../http/endpoint.js';
import { PlatformError } from '../../http/platform-error.js';
import { withParts } from '../../http/read-parts.js';
import { findUpload } from './find-upload.js';
import { bodyLimit, CHUNK_BYTES } from './limits.js';

/** `POST attachment/file/:token/chunk`: one part of a file (protocol.md §1.10, step 2c). The same one again replaces it. */
export const fileChunk: Endpoint = async (platform, { request, headers, params }) => {
  const { user } = authenticate(platform, headers);
  return withParts(platform.bodies, request, bodyLimit(CHUNK_BYTES), (form) => {
    findUpload(platform, user, params.token, form);
    const chunkNo = Number(form.text('chunkNo') || Number.NaN);
    const content = form.bytes('chunk');
    if (!Number.isInteger(chunkNo) || chunkNo < 0) throw new PlatformError(400, 'chunkNo must be a number from 0 up');
    if (!content?.length) throw new PlatformError(400, 'chunk is mandatory');
    if (content.length > CHUNK_BYTES) throw new PlatformError(413, 'The chunk is too large');
    if (!platform.files.addPart(params.token!, chunkNo, content)) throw new PlatformError(413, 'The file is too large');
    return { body: {} };
  });
};
