import { systemClock } from '../../lib/clock.js';
import { consoleLogger } from '../../lib/logger.js';
import type { ChatSession } from '../session/chat-session.js';
import type { ThemeTokens } from './platform-theme.js';

/** So long the first words are waited for; some bots wait for the user. */
const PATIENCE_MS = 2000;

/**
 * Asks how the platform wants the bot to look, once messages can flow. The bot's first words come before its colours: until
 * then a page is to load as little as can be. Failure changes nothing but a warning.
 *
 * @returns false when it is not the time yet
 */
export function loadBranding(session: ChatSession, put: (tokens: ThemeTokens) => void): boolean {
  const { client } = session;
  if (client.state.status !== 'ready') return false;
  const ask = () => {
    stop();
    off();
    import('./branding.js')
      .then(({ askForBranding }) => askForBranding(session))
      .then(put, (error: unknown) =>
        consoleLogger('warn', 'unable to load the theme of the platform; the chat keeps its own', error),
      );
  };
  let stop = systemClock.after(PATIENCE_MS, ask);
  const look = () => {
    if (client.messages.every(({ from }) => from === 'user')) return;
    off();
    stop();
    // After this task, in which they are drawn.
    stop = systemClock.after(0, ask);
  };
  const off = session.subscribe(look);
  look();
  session.signal.addEventListener('abort', () => stop());
  return true;
}
