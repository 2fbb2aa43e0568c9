import type { Platform } from '../platform/platform.js';
import type { InspectedUser, InspectorState } from './inspector-wire.js';

/** A page cannot display more users. */
const MOST_USERS = 200;

/** The state that the page displays next to the trace. */
export function inspectorState(platform: Platform, replay: InspectorState['replay']): InspectorState {
  const { bot, faults, settings, tokens, url } = platform;
  const conversations = platform.conversations();
  const validTokens = tokens.validByUser();
  const shown = [
    ...conversations.filter(({ connections }) => connections.size > 0),
    ...conversations.filter(({ connections }) => connections.size === 0),
  ].slice(0, MOST_USERS);
  return {
    bot: { name: settings.bot.name, id: settings.bot.id },
    apiUrl: `${url}/api/`,
    muted: bot.muted,
    users: shown.map(({ user, connections, log, runningSessionId }): InspectedUser => {
      const { identity, isAnonymous } = user;
      return {
        identity,
        isAnonymous,
        sockets: [...connections].map(({ number }) => number),
        ...(runningSessionId !== undefined && { sessionId: runningSessionId }),
        messages: log.records.length,
        tokens: validTokens.get(user) ?? 0,
      };
    }),
    userCount: conversations.length,
    rules: faults.firings.map(({ rule, fired }) => ({ ...rule, fired })),
    ...(replay && { replay }),
  };
}
