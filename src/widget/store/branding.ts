import { readFeatures } from './chat-features.js';
import type { ChatSession } from './chat-session.js';
import { readTheme, type ThemeTokens } from './platform-theme.js';
import { readWelcome } from './read-welcome.js';

/**
 * `GET websdkthemes/:bot/activetheme` (protocol.md §1.7). What it says about the welcome goes to the session; what the page
 * says about it wins.
 *
 * @returns what to put on; nothing where the page wants no branding
 * @throws TokenError, HttpError, ConnectionError
 */
export async function requestBranding(session: ChatSession): Promise<ThemeTokens> {
  if (readFeatures(session.features).branding === false) return [];
  const { client } = session;
  const theme = await client.request(`websdkthemes/${encodeURIComponent(client.bot.id)}/activetheme`, {
    what: 'load the theme of the bot',
  });
  session.platformWelcome = readWelcome(theme);
  session.notify();
  return readTheme(theme);
}
