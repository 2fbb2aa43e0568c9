import { consoleLogger } from '../../lib/logger.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { ChatSession } from './chat-session.js';
import type { ThemeTokens } from './platform-theme.js';

const branding = new LazyModule(() => import('./branding.js'), 'it keeps its own looks');

/**
 * Asks how the platform wants the bot to look, once messages can flow, and behind the bot's first words. Failure changes
 * nothing but a warning.
 *
 * @returns false when it is not the time yet
 */
export function loadBranding(session: ChatSession, put: (tokens: ThemeTokens) => void): boolean {
  if (session.client.state.status !== 'ready') return false;
  session.firstMessageShown
    .then(() => branding.load())
    .then(() => branding.loaded?.requestBranding(session))
    .then(
      (tokens) => tokens && put(tokens),
      (error: unknown) =>
        consoleLogger('warn', 'unable to load the theme of the platform; the chat keeps its own', error),
    );
  return true;
}
