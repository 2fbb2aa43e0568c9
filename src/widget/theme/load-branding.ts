import type { ChatClient } from '../../client/chat-client.js';
import { consoleLogger } from '../../lib/logger.js';
import type { ThemeSource, ThemeTokens } from './platform-theme.js';

/**
 * Asks how the platform wants the bot to look, once messages can flow. Its failure changes nothing but a warning.
 *
 * @returns false when it is not the time yet, or the client cannot ask
 */
export function loadBranding(client: ChatClient & Partial<ThemeSource>, put: (tokens: ThemeTokens) => void): boolean {
  if (client.state.status !== 'ready' || !client.fetchTheme) return false;
  Promise.all([import('./platform-theme.js'), client.fetchTheme()]).then(
    ([{ readTheme }, theme]) => put(readTheme(theme)),
    (error: unknown) =>
      consoleLogger('warn', 'unable to load the theme of the platform; the chat keeps its own', error),
  );
  return true;
}
