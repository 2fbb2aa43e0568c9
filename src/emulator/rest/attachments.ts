import { authenticate } from '../auth/bearer.js';
import type { Endpoint } from '../http/exchange.js';
import { type Parts, withParts } from '../http/multipart.js';
import { ApiError } from '../lib/api-error.js';
import { concatBytes } from '../lib/bytes.js';
import type { Platform } from '../platform/platform.js';
import type { Upload } from '../state/file-store.js';
import type { EmulatorUser } from '../types/user.js';

/** Largest part of a file in bytes (protocol.md §1.10). */
const CHUNK_BYTES = 2 ** 20;

/** The longest body for a file of `bytes`: base64 adds a third, a thumbnail may double that, and there are other fields. */
const bodyLimit = (bytes: number): number => Math.ceil(bytes * 3) + 65_536;

/** Checks the fields that describe a file, and returns its name. @throws ApiError 400 */
function checkDescription(form: Parts): string {
  for (const name of ['filename', 'fileExtension', 'fileContext']) {
    if (!form.text(name)) throw new ApiError(400, `${name} is mandatory`);
  }
  if (form.text('fileContext') !== 'workflows') throw new ApiError(400, 'fileContext must be workflows');
  return form.text('filename')!;
}

/** Returns the upload of a token. `messageToken` must be another token of the same user. @throws ApiError 400 */
function findUpload({ files }: Platform, user: EmulatorUser, token: string | undefined, form: Parts): Upload {
  const upload = files.upload(token ?? '', user);
  if (!upload) throw new ApiError(400, 'Invalid file token');
  if (!files.upload(form.text('messageToken') ?? '', user)) throw new ApiError(400, 'Invalid message token');
  return upload;
}

/** `POST attachment/file/token`: begins an upload (protocol.md §1.10, step 1). Clients call it again for the `messageToken` of step 2b. */
export const fileToken: Endpoint = (platform, { headers }) => {
  const { user } = authenticate(platform, headers);
  return { body: { fileToken: platform.files.begin(user) } };
};

/** `POST attachment/file`: uploads a file in one request (protocol.md §1.10, step 2a). */
export const wholeFile: Endpoint = async (platform, { body, headers }) => {
  authenticate(platform, headers);
  const { maxFileBytes } = platform.settings;
  return withParts(platform.bodies, { body, headers }, bodyLimit(maxFileBytes), async (form) => {
    const filename = checkDescription(form);
    const content = form.bytes('file');
    if (!content?.length) throw new ApiError(400, 'file is mandatory');
    if (content.length > maxFileBytes) throw new ApiError(413, 'The file is too large');
    const { fileId } = await platform.files.put(filename, content);
    return { body: { fileId } };
  });
};

/** `POST attachment/file/:token/chunk`: adds one part of a file (protocol.md §1.10, step 2c). A part with the same number replaces it. */
export const fileChunk: Endpoint = async (platform, { body, headers, params }) => {
  const { user } = authenticate(platform, headers);
  return withParts(platform.bodies, { body, headers }, bodyLimit(CHUNK_BYTES), (form) => {
    findUpload(platform, user, params.token, form);
    const chunkNo = Number(form.text('chunkNo') || Number.NaN);
    const content = form.bytes('chunk');
    if (!Number.isInteger(chunkNo) || chunkNo < 0) throw new ApiError(400, 'chunkNo must be a number from 0 up');
    if (!content?.length) throw new ApiError(400, 'chunk is mandatory');
    if (content.length > CHUNK_BYTES) throw new ApiError(413, 'The chunk is too large');
    if (!platform.files.addPart(params.token!, chunkNo, content)) throw new ApiError(413, 'The file is too large');
    return { body: {} };
  });
};

/** `PUT attachment/file/:token`: joins the parts (protocol.md §1.10, step 2d) and uses up the token. */
export const commitFile: Endpoint = async (platform, { body, headers, params }) => {
  const { user } = authenticate(platform, headers);
  return withParts(platform.bodies, { body, headers }, bodyLimit(0), async (form) => {
    const { parts } = findUpload(platform, user, params.token, form);
    const filename = checkDescription(form);
    const total = Number(form.text('totalChunks'));
    const inOrder = Array.from({ length: total > 0 && total <= parts.size ? total : 0 }, (_, number) =>
      parts.get(number),
    );
    if (inOrder.length === 0 || inOrder.includes(undefined)) throw new ApiError(400, 'A chunk is missing');
    const { fileId } = await platform.files.put(filename, concatBytes(inOrder as Uint8Array[]));
    platform.files.end(params.token!);
    platform.files.end(form.text('messageToken')!);
    return { body: { fileId } };
  });
};

/** `GET attachment/v2/stream/:botId/file/:fileId/url`: returns the address of a file (protocol.md §1.10, step 3). */
export const fileUrl: Endpoint = (platform, { headers, params, host, secure }) => {
  authenticate(platform, headers);
  if (params.botId !== platform.settings.bot.id) throw new ApiError(400, 'Invalid bot id');
  const file = platform.files.find(params.fileId ?? '');
  if (!file) throw new ApiError(404, 'File not found');
  const name = encodeURIComponent(file.name);
  return { body: { fileUrl: `http${secure ? 's' : ''}://${host}/files/${file.fileId}/${file.key}/${name}` } };
};

/** The types that a browser may display. Others are downloaded, because an uploaded page must not run on this origin. */
const DISPLAYED: Readonly<Record<string, string>> = {
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

/** `GET /files/:fileId/:key/:name`: returns an uploaded file to everybody who has its address. */
export const storedFile: Endpoint = async (platform, { params }) => {
  const { fileId = '', key } = params;
  const file = platform.files.find(fileId);
  if (!file || file.key !== key) throw new ApiError(404, 'File not found');
  const extension = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const contentType = Object.hasOwn(DISPLAYED, extension) ? DISPLAYED[extension] : undefined;
  return {
    contentType: contentType ?? 'application/octet-stream',
    content: await platform.files.read(file),
    headers: {
      'Content-Disposition': `${contentType ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
    },
  };
};
