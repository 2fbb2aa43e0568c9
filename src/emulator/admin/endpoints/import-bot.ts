import type { Answer, Exchange } from '../../http/exchange.js';
import { PlatformError } from '../../http/platform-error.js';
import type { Platform } from '../../platform.js';
import { authorise } from '../authorise.js';
import { checkBotId, requiredText, texts } from '../read-parameters.js';

/**
 * `POST public/bot/:botId/import` (seeds, "Import Bot into an Existing Bot API"). Takes `admin.jobMs`, and fails when a file is
 * not JSON. The bot of the emulator stays what it is.
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

/** `GET public/bot/import/status/:importId` (seeds, "Bot Import Status API"). */
export async function importStatus(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { importId = '' } = exchange.params;
  await authorise(platform, exchange, 'importStatus', `import ${importId}`);
  const body = platform.admin.imports.describe(importId);
  if (!body) throw new PlatformError(404, 'Import request not found');
  return { body };
}

function readFile(platform: Platform, name: string, id: string): string {
  const content = platform.admin.files.get(id);
  if (content === undefined) throw new PlatformError(400, `${name} is not the id of an uploaded file`);
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
