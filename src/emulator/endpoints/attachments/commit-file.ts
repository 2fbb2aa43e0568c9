import { authenticate } from '../../http/bearer.js';
import type { Endpoint } from '../../http/endpoint.js';
import { PlatformError } from '../../http/platform-error.js';
import { withParts } from '../../http/read-parts.js';
import { findUpload } from './find-upload.js';
import { bodyLimit, checkDescription } from './limits.js';

/** `PUT attachment/file/:token`: puts the parts together (protocol.md §1.10, step 2d). The token is used up then. */
export const commitFile: Endpoint = async (platform, { request, headers, params }) => {
  const { user } = authenticate(platform, headers);
  return withParts(platform.bodies, request, bodyLimit(0), async (form) => {
    const { parts } = findUpload(platform, user, params.token, form);
    const filename = checkDescription(form);
    const total = Number(form.text('totalChunks'));
    const inOrder = Array.from({ length: total > 0 && total <= parts.size ? total : 0 }, (_, number) =>
      parts.get(number),
    );
    if (inOrder.length === 0 || inOrder.includes(undefined)) throw new PlatformError(400, 'A chunk is missing');
    const { fileId } = await platform.files.put(filename, Buffer.concat(inOrder as Uint8Array[]));
    platform.files.end(params.token!);
    platform.files.end(form.text('messageToken')!);
    return { body: { fileId } };
  });
};
