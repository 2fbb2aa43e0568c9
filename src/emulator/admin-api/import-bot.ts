import type { Answer, Exchange } from '../http/exchange.js';
import { readForm } from '../http/read-body.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { checkBotId, requiredText, texts } from './parameters.js';

/**
 * `POST public/bot/:botId/import` (docs/public-apis.md §10). The import takes `admin.jobMs` and fails if a
 * file is not JSON. It does not change the bot of the emulator.
 */
export async function importBot(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { botId } = exchange.params;
  await authorise(platform, exchange, 'import', `bot ${botId}`);
  checkBotId(platform, botId);
  const body = await exchange.json();
  const definition = readFile(platform, 'botDefinition', requiredText(body, 'botDefinition'));
  const config = readFile(platform, 'configInfo', requiredText(body, 'configInfo'));
  for (const id of texts(body, 'botFunctions') ?? []) readFile(platform, 'botFunctions', id);
  const { imports } = platform.admin;
  const { bot } = platform.settings;
  const id = imports.start({ streamId: bot.id, botName: bot.name, isBroken: !isJson(definition) || !isJson(config) });
  return { body: { ...imports.describe(id), status: 'pending' } };
}

/** `GET public/bot/import/status/:importId` (docs/public-apis.md §11). */
export async function importStatus(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { importId = '' } = exchange.params;
  await authorise(platform, exchange, 'importStatus', `import ${importId}`);
  const body = platform.admin.imports.describe(importId);
  if (!body) throw new ApiError(404, 'Import request not found');
  return { body };
}

function readFile(platform: Platform, name: string, id: string): string {
  const content = platform.admin.files.get(id);
  if (content === undefined) throw new ApiError(400, `${name} is not the id of an uploaded file`);
  return content;
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

const EXTENSIONS = ['json', 'js', 'csv'];

/** `POST public/uploadfile`, multipart: returns the id for an import. The form of the answer is not documented. */
export async function uploadFile(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'uploadfile', 'account');
  const form = await readForm(exchange.body, exchange.headers, platform.settings.maxBodyBytes);
  const file = form.get('file');
  if (typeof file !== 'object' || file === null) throw new ApiError(400, 'file is mandatory');
  if (form.get('fileContext') !== 'bulkImport') throw new ApiError(400, 'fileContext must be bulkImport');
  const extension = String(form.get('fileExtension')).replace(/^\./, '');
  if (!EXTENSIONS.includes(extension)) throw new ApiError(400, `fileExtension must be one of ${EXTENSIONS.join(', ')}`);
  const fileId = platform.ids.hex(24);
  platform.admin.files.set(fileId, await file.text());
  return { body: { fileId } };
}
