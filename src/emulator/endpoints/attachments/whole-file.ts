import { authenticate } from '../../http/bearer.js';
import type { Endpoint } from '../../http/endpoint.js';
import { PlatformError } from '../../http/platform-error.js';
import { withParts } from '../../http/read-parts.js';
import { bodyLimit, checkDescription } from './limits.js';

/** `POST attachment/file`: a file in one request (protocol.md §1.10, step 2a). */
export const wholeFile: Endpoint = async (platform, { request, headers }) => {
  authenticate(platform, headers);
  const { maxFileBytes } = platform.settings;
  return withParts(platform.bodies, request, bodyLimit(maxFileBytes), async (form) => {
    const filename = checkDescription(form);
    const content = form.bytes('file');
    if (!content?.length) throw new PlatformError(400, 'file is mandatory');
    if (content.length > maxFileBytes) throw new PlatformError(413, 'The file is too large');
    const { fileId } = await platform.files.put(filename, content);
    return { body: { fileId } };
  });
};
