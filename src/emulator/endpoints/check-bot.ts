import { PlatformError } from '../http/platform-error.js';
import type { Platform } from '../platform.js';

/**
 * `botInfo` may lack parts, but must not name another bot. A wrong name is only said to the developer: what the platform
 * makes of one beside a right id is unknown.
 *
 * @throws PlatformError 400
 */
export function checkBot({ settings, log }: Platform, botInfo: unknown): void {
  const { chatBot, taskBotId } = (typeof botInfo === 'object' && botInfo !== null ? botInfo : {}) as {
    chatBot?: unknown;
    taskBotId?: unknown;
  };
  const { id, name } = settings.bot;
  if (taskBotId !== undefined && taskBotId !== id) throw new PlatformError(400, 'Invalid bot id');
  if (chatBot !== undefined && chatBot !== name) log(`botInfo.chatBot is not "${name}"; names are case-sensitive`);
}
