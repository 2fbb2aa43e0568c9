import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { dateRange } from './date-range.js';
import { containmentOf, endOf, findSessions, isUser, type MessageSession, startOf } from './find-sessions.js';
import { checkBotId, optionalText, type Parameters, texts, wholeNumber } from './parameters.js';

const DEFAULT_LIMIT = 100;
const MAX_IDS = 50;
const CONTAINMENT = ['dropOff', 'selfService', 'agent'];

/** `POST public/bot/:botId/getSessions`, and without `bot/:botId` for the account (docs/public-apis.md §6). */
export async function getSessions(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { botId } = exchange.params;
  await authorise(platform, exchange, 'getSessions', botId === undefined ? 'account' : `bot ${botId}`);
  if (botId !== undefined) checkBotId(platform, botId);
  const body = await exchange.json();
  const ids = texts(body, 'sessionId');
  const found = ids ? findByIds(platform, ids) : findByFilter(platform, body, exchange.query);
  const skip = wholeNumber(body, 'skip', 0) ?? wholeNumber(body, 'offset', 0) ?? 0;
  const limit = wholeNumber(body, 'limit', 1) ?? DEFAULT_LIMIT;
  const page = found.slice(skip, skip + limit);
  const invalidSessions = ids?.filter((id) => !found.some((session) => session.id === id));
  return {
    body: {
      total: found.length,
      moreAvailable: skip + page.length < found.length,
      sessions: page.map((session) => toSession(platform, session)),
      ...(invalidSessions && { invalidSessions }),
    },
  };
}

function findByIds(platform: Platform, ids: readonly string[]): MessageSession[] {
  if (ids.length > MAX_IDS) throw new ApiError(400, `sessionId must not have more than ${MAX_IDS} ids`);
  return findSessions(platform).filter(({ id }) => ids.includes(id));
}

function findByFilter(platform: Platform, body: Parameters, query: URLSearchParams): MessageSession[] {
  const { from, to } = dateRange(body, platform.now());
  const userId = optionalText(body, 'userId');
  const sessionType = optionalText(body, 'sessionType');
  const containment = query.get('containmentType');
  if (containment !== null && !CONTAINMENT.includes(containment)) {
    throw new ApiError(400, `containmentType must be one of ${CONTAINMENT.join(', ')}`);
  }
  // The emulator has no meta tags and no call ids, so no session matches them.
  if (body.tags !== undefined || query.get('callId')) return [];
  return findSessions(platform).filter(
    (session) =>
      startOf(session) >= from &&
      startOf(session) <= to &&
      (userId === undefined || isUser(session.user, userId)) &&
      (sessionType === undefined || sessionType === typeOf(session)) &&
      (containment === null || containment === containmentOf(session)),
  );
}

const typeOf = ({ records }: MessageSession) =>
  records.some(({ type }) => type === 'incoming') ? 'interactive' : 'non-interactive';

/** A session in the form of the documented sample, including its mixed spelling. */
function toSession(platform: Platform, session: MessageSession): object {
  const { id, user, records, isRunning } = session;
  return {
    sessionId: id,
    botId: platform.settings.bot.id,
    channel: 'rtm',
    userId: user.id,
    start_time: new Date(startOf(session)).toISOString(),
    end_time: new Date(endOf(session)).toISOString(),
    session_lang: ['en'],
    sessionType: typeOf(session),
    containmentType: containmentOf(session),
    isDeveloper: false,
    sessionStatus: isRunning ? 'active' : 'closed',
    tags: { userTags: [], sessionTags: [], altText: [] },
    noOfMessagesExchanged: records.length,
    noOfTasksExecuted: records.filter(({ type }) => type === 'outgoing').length > 0 ? 1 : 0,
  };
}
