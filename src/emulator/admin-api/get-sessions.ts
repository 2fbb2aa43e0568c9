import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { dateRange } from './date-range.js';
import { containmentOf, endOf, findSessions, isUser, type SpokenSession, startOf } from './find-sessions.js';
import { checkBotId, optionalText, type Parameters, texts, wholeNumber } from './parameters.js';

const DEFAULT_LIMIT = 100;
const MAX_IDS = 50;
const CONTAINMENT = ['dropOff', 'selfService', 'agent'];

/** `POST public/bot/:botId/getSessions`, and without `bot/:botId` for the account (seeds, "Sessions History API"). */
export async function getSessions(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { botId } = exchange.params;
  await authorise(platform, exchange, 'getSessions', botId === undefined ? 'account' : `bot ${botId}`);
  if (botId !== undefined) checkBotId(platform, botId);
  const body = await exchange.json();
  const ids = texts(body, 'sessionId');
  const found = ids ? byId(platform, ids) : byFilter(platform, body, exchange.query);
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

function byId(platform: Platform, ids: readonly string[]): SpokenSession[] {
  if (ids.length > MAX_IDS) throw new ApiError(400, `sessionId must not have more than ${MAX_IDS} ids`);
  return findSessions(platform).filter(({ id }) => ids.includes(id));
}

function byFilter(platform: Platform, body: Parameters, query: URLSearchParams): SpokenSession[] {
  const { from, to } = dateRange(body, platform.now());
  const userId = optionalText(body, 'userId');
  const sessionType = optionalText(body, 'sessionType');
  const containment = query.get('containmentType');
  if (containment !== null && !CONTAINMENT.includes(containment)) {
    throw new ApiError(400, `containmentType must be one of ${CONTAINMENT.join(', ')}`);
  }
  // Nobody sets meta tags or call ids here, so none fit.
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

const typeOf = ({ records }: SpokenSession) =>
  records.some(({ type }) => type === 'incoming') ? 'interactive' : 'non-interactive';

/** In the shape of the documents' sample, mixed spelling and all. */
function toSession(platform: Platform, session: SpokenSession): object {
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
