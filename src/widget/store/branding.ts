import { readFeatures } from './chat-features.js';
import type { ChatSession } from './chat-session.js';
import { readTheme, type ThemeTokens } from './platform-theme.js';
import { readWelcome } from './read-welcome.js';

/**
 * Requests the bot's theme, `GET websdkthemes/:bot/activetheme` (docs/protocol.md §1.7), and stores its welcome screen
 * in the session. The page's own welcome wins.
 *
 * @returns the theme tokens; empty if the page wants no branding
 * @throws TokenError, HttpError, ConnectionError
 */
export async function requestBranding(session: ChatSession): Promise<ThemeTokens> {
  if (readFeatures(session.features).branding === false) return [];
  const { client } = session;
  const theme = await client.request(`websdkthemes/${encodeURIComponent(client.bot.id)}/activetheme`, {
    operation: 'load the theme of the bot',
  });
  session.platformWelcome = readWelcome(theme);
  session.notify();
  return readTheme(theme);
}
