import type { Answer, Exchange } from '../../http/exchange.js';
import { PlatformError } from '../../http/platform-error.js';
import type { Platform } from '../../platform.js';
import { authorise } from '../authorise.js';
import { readForm } from '../read-form.js';

const EXTENSIONS = ['json', 'js', 'csv'];

/** `POST public/uploadfile`, multipart: gives the id that an import wants. Where it stands in the answer is not documented. */
export async function uploadFile(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'uploadfile', 'account');
  const form = await readForm(exchange.request, platform.settings.maxBodyBytes);
  const file = form.get('file');
  if (typeof file !== 'object' || file === null) throw new PlatformError(400, 'file is mandatory');
  if (form.get('fileContext') !== 'bulkImport') throw new PlatformError(400, 'fileContext must be bulkImport');
  const extension = String(form.get('fileExtension')).replace(/^\./, '');
  if (!EXTENSIONS.includes(extension))
    throw new PlatformError(400, `fileExtension must be one of ${EXTENSIONS.join(', ')}`);
  const fileId = platform.ids.hex(24);
  platform.admin.files.set(fileId, await file.text());
  return { body: { fileId } };
}
