import type { Endpoint } from '../../http/endpoint.js';
import { PlatformError } from '../../http/platform-error.js';

/** What a browser may show by itself. The rest is for download: an uploaded page must not run on this origin. */
const SHOWN: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
};

/** `GET /files/:fileId/:key/:name`: an uploaded file, for whoever has its address. */
export const storedFile: Endpoint = async (platform, { params }) => {
  const { fileId = '', key } = params;
  const file = platform.files.find(fileId);
  if (!file || file.key !== key) throw new PlatformError(404, 'File not found');
  const extension = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const contentType = Object.hasOwn(SHOWN, extension) ? SHOWN[extension] : undefined;
  return {
    contentType: contentType ?? 'application/octet-stream',
    content: await platform.files.read(file),
    headers: {
      'Content-Disposition': `${contentType ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
    },
  };
};
