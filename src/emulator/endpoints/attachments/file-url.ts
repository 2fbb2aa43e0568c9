import { authenticate } from '../../http/bearer.js';
import type { Endpoint } from '../../http/endpoint.js';
import { PlatformError } from '../../http/platform-error.js';

/** `GET attachment/v2/stream/:botId/file/:fileId/url`: where the file can be read (protocol.md §1.10, step 3). */
export const fileUrl: Endpoint = (platform, { headers, params, host, secure }) => {
  authenticate(platform, headers);
  if (params.botId !== platform.settings.bot.id) throw new PlatformError(400, 'Invalid bot id');
  const file = platform.files.find(params.fileId ?? '');
  if (!file) throw new PlatformError(404, 'File not found');
  const name = encodeURIComponent(file.name);
  return { body: { fileUrl: `http${secure ? 's' : ''}://${host}/files/${file.fileId}/${file.key}/${name}` } };
};
