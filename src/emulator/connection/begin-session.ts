import type { Platform } from '../platform/platform.js';
import type { Connection } from './connection.js';

/**
 * Starts, continues or replaces the session for a new connection (protocol.md §2.2). A reconnect continues it. A new session is
 * announced and calls OnConnect, which sends the greeting. `ConnectionMode` takes precedence over `isReconnect`.
 */
export function beginSession(platform: Platform, connection: Connection, query: URLSearchParams): void {
  const { conversation } = connection;
  const recent = conversation.runningSessionId;
  const begins = sessionBegins(query, recent !== undefined, conversation.connections.size > 1);
  if (begins.afresh) conversation.endSession(connection);
  if (begins.afresh && !begins.keepsAgent) platform.bot.onClose(conversation);

  connection.send({
    type: 'bot_active',
    from: 'bot',
    botInfo: platform.botInfo,
    ...(!begins.afresh && recent !== undefined && { sessionId: recent }),
    traceId: platform.ids.hex(16),
    recentSessionInfo: { isActive: recent !== undefined, ...(recent !== undefined && { sessionId: recent }) },
  });
  if (!begins.greets) return;
  conversation.startSession();
  platform.bot.onConnect(conversation);
}

interface Beginning {
  /** The running session ends. */
  afresh: boolean;
  /** A session starts, and the bot greets. */
  greets: boolean;
  keepsAgent: boolean;
}

function sessionBegins(query: URLSearchParams, isRunning: boolean, hasOthers: boolean): Beginning {
  switch (query.get('ConnectionMode')) {
    case 'Reconnect':
      return { afresh: false, greets: false, keepsAgent: true };
    case 'Default':
      return { afresh: false, greets: !isRunning, keepsAgent: true };
    case 'Start_New':
      return { afresh: true, greets: true, keepsAgent: false };
    case 'Start_New_Resume_Agent':
      return { afresh: true, greets: true, keepsAgent: true };
  }
  if (query.get('isReconnect') === 'true') return { afresh: false, greets: false, keepsAgent: true };
  // A plain connect is a reload of the page, which ends the session. If another socket is open, it is a second tab.
  const isRefresh = !hasOthers || !isRunning;
  return { afresh: isRefresh, greets: isRefresh, keepsAgent: !isRefresh };
}
