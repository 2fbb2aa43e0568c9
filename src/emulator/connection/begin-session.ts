import type { Platform } from '../platform/platform.js';
import type { Connection } from './connection.js';

/**
 * Starts, continues or replaces the session for a new connection (protocol.md §2.2). A reconnect continues it. A new session is
 * announced and calls OnConnect, which sends the greeting. `ConnectionMode` takes precedence over `isReconnect`.
 */
export function beginSession(platform: Platform, connection: Connection, query: URLSearchParams): void {
  const { conversation } = connection;
  const recent = conversation.runningSessionId;
  const change = sessionChangeFor(query, recent !== undefined, conversation.connections.size > 1);
  if (change.endsCurrent) conversation.endSession(connection);
  if (change.endsCurrent && !change.keepsAgent) platform.bot.onClose(conversation);

  connection.send({
    type: 'bot_active',
    from: 'bot',
    botInfo: platform.botInfo,
    ...(!change.endsCurrent && recent !== undefined && { sessionId: recent }),
    traceId: platform.ids.hex(16),
    recentSessionInfo: { isActive: recent !== undefined, ...(recent !== undefined && { sessionId: recent }) },
  });
  if (!change.startsNew) return;
  conversation.startSession();
  platform.bot.onConnect(conversation);
}

interface SessionChange {
  /** Ends the running session. */
  endsCurrent: boolean;
  /** Starts a session, so that the bot sends its greeting. */
  startsNew: boolean;
  /** Continues a chat with an agent. */
  keepsAgent: boolean;
}

function sessionChangeFor(query: URLSearchParams, isRunning: boolean, hasOthers: boolean): SessionChange {
  switch (query.get('ConnectionMode')) {
    case 'Reconnect':
      return { endsCurrent: false, startsNew: false, keepsAgent: true };
    case 'Default':
      return { endsCurrent: false, startsNew: !isRunning, keepsAgent: true };
    case 'Start_New':
      return { endsCurrent: true, startsNew: true, keepsAgent: false };
    case 'Start_New_Resume_Agent':
      return { endsCurrent: true, startsNew: true, keepsAgent: true };
  }
  if (query.get('isReconnect') === 'true') return { endsCurrent: false, startsNew: false, keepsAgent: true };
  // A plain connect is a reload of the page, which ends the session. If another socket is open, it is a second tab.
  const isRefresh = !hasOthers || !isRunning;
  return { endsCurrent: isRefresh, startsNew: isRefresh, keepsAgent: !isRefresh };
}
