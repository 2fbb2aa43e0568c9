import { consoleLogger } from '../../lib/logger.js';
import type { ChatSession } from '../session/chat-session.js';
import type { ThemeTokens } from './platform-theme.js';

/**
 * Asks how the platform wants the bot to look, once messages can flow, and behind the bot's first words. Failure changes
 * nothing but a warning.
 *
 * @returns false when it is not the time yet
 */
export function loadBranding(session: ChatSession, put: (tokens: ThemeTokens) => void): boolean {
  if (session.client.state.status !== 'ready') return false;
  session.firstWords
    .then(() => import('./branding.js'))
    .then(({ askForBranding }) => askForBranding(session))
    .then(put, (error: unknown) =>
      consoleLogger('warn', 'unable to load the theme of the platform; the chat keeps its own', error),
    );
  return true;
}
