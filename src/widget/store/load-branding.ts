import { logToConsole } from '../../lib/logger.js';
import { LazyModule } from '../lib/lazy-module.js';
import type { ChatSession } from './chat-session.js';
import type { ThemeTokens } from './platform-theme.js';

const branding = new LazyModule(() => import('./branding.js'), 'no branding is shown');

/**
 * Requests the platform's branding once the client is ready, after the bot's first message. If that fails, it only logs
 * a warning.
 *
 * @returns false if the client is not ready yet
 */
export function loadBranding(session: ChatSession, apply: (tokens: ThemeTokens) => void): boolean {
  if (session.client.state.status !== 'ready') return false;
  session.firstMessageShown
    .then(() => branding.load())
    .then(() => branding.loaded?.requestBranding(session))
    .then(
      (tokens) => tokens && apply(tokens),
      (error: unknown) =>
        logToConsole('warn', 'unable to load the theme of the platform; the chat keeps its own', error),
    );
  return true;
}
