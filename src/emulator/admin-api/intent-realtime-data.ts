import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { containmentOf, endOf, findSessions, type MessageSession, startOf } from './find-sessions.js';
import { checkBotId } from './parameters.js';

const MOST = 25;

/**
 * `POST public/bot/:botId/intentrealtimedata`: returns the latest 25 sessions that have ended (docs/public-apis.md §14). An account id is
 * required, and any is accepted (docs/public-apis.md §14).
 */
export async function intentRealtimeData(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { botId } = exchange.params;
  const { accountid: accountId } = exchange.headers;
  await authorise(platform, exchange, 'intentrealtimedata', `contact center ${String(accountId)}`);
  checkBotId(platform, botId);
  if (!accountId) throw new ApiError(400, 'accountId is mandatory');
  const over = findSessions(platform).filter(({ isRunning }) => !isRunning);
  return { body: over.slice(0, MOST).map((session) => toRecord(platform, session)) };
}

function toRecord(platform: Platform, session: MessageSession): object {
  const containment = containmentOf(session);
  return {
    intent: ['Demo Task'],
    ANI: session.user.identity,
    DNI: platform.settings.bot.id,
    channel: 'rtm',
    startTime: withOffset(startOf(session)),
    endTime: withOffset(endOf(session)),
    status: containment === 'dropOff' ? 'Dropoff' : 'completed',
    timeHandled: formatDuration(endOf(session) - startOf(session)),
    deflectedTo: containment === 'agent' ? 'agent' : null,
    userId: session.user.id,
    sessionId: session.id,
  };
}

const withOffset = (time: number) => new Date(time).toISOString().replace('Z', '+00:00');

/** A duration in the platform's form: `50s`, `13m: 8s`. */
function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m: ${seconds % 60}s`;
}
