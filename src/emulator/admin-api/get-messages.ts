import type { HistoryRecord } from '../../protocol/history.js';
import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { dateRange } from './date-range.js';
import { isUser, timeOf } from './find-sessions.js';
import { checkBotId, flag, fromQuery, optionalText, type Parameters, texts, wholeNumber } from './parameters.js';

const DEFAULT_LIMIT = 20;
const MAX_LIMITS = { v1: 100, v2: 10_000 };

/** `GET` and `POST public/bot/:botId/getMessages`, and by POST for the account (docs/public-apis.md §7). */
export const getMessages = (platform: Platform, exchange: Exchange) => answer(platform, exchange, MAX_LIMITS.v1);

/** `GET` and `POST public/bot/:botId/getMessagesV2`. It omits alert and action tasks, of which the emulator has none. */
export const getMessagesV2 = (platform: Platform, exchange: Exchange) => answer(platform, exchange, MAX_LIMITS.v2);

async function answer(platform: Platform, exchange: Exchange, mostMessages: number): Promise<Answer> {
  const { botId } = exchange.params;
  await authorise(platform, exchange, 'getMessages', botId === undefined ? 'account' : `bot ${botId}`);
  if (botId !== undefined) checkBotId(platform, botId);
  const isGet = exchange.method === 'GET';
  const parameters = isGet ? fromQuery(exchange.query) : await exchange.json();
  if (isGet && !optionalText(parameters, 'userId') && !optionalText(parameters, 'callId')) {
    throw new ApiError(400, 'userId is mandatory');
  }
  const found = select(platform, parameters);
  const skip = wholeNumber(parameters, 'skip', 0) ?? wholeNumber(parameters, 'offset', 0) ?? 0;
  const limit = wholeNumber(parameters, 'limit', 1, mostMessages) ?? DEFAULT_LIMIT;
  const messages = found.slice(skip, skip + limit);
  return {
    body: {
      total: found.length,
      moreAvailable: skip + messages.length < found.length,
      icon: platform.settings.bot.icon,
      messages: flag(parameters, 'includeTraceId') ? messages.map(withTraceId) : messages,
    },
  };
}

/** Newest first, unless `forward` or `msgId` asks for another order. */
function select(platform: Platform, parameters: Parameters): HistoryRecord[] {
  const all = filter(platform, parameters).sort((a, b) => timeOf(a) - timeOf(b));
  const msgId = optionalText(parameters, 'msgId');
  if (msgId !== undefined) return around(all, msgId, parameters);
  const { from, to } = dateRange(parameters, platform.now());
  const ids = texts(parameters, 'sessionId');
  const hasDates = parameters.dateFrom !== undefined || parameters.dateTo !== undefined;
  const inRange = all.filter((record) => (ids && !hasDates) || (timeOf(record) >= from && timeOf(record) <= to));
  return flag(parameters, 'forward') ? inRange : inRange.reverse();
}

function filter(platform: Platform, parameters: Parameters): HistoryRecord[] {
  const userId = optionalText(parameters, 'userId');
  const channelType = optionalText(parameters, 'channelType') ?? 'rtm';
  const sessions = texts(parameters, 'sessionId');
  if (parameters.tags !== undefined || parameters.callId !== undefined) return [];
  return platform
    .conversations()
    .filter(({ user }) => userId === undefined || isUser(user, userId))
    .flatMap(({ log }) => [...log.records])
    .filter(
      ({ chnl, sessionId }) => (chnl ?? 'rtm') === channelType && (!sessions || sessions.includes(sessionId ?? '')),
    );
}

/** The messages around `msgId`, including that message. `direction` is below 0 for older ones, 0 for both, and above 0 (the default) for newer ones. */
function around(all: readonly HistoryRecord[], msgId: string, parameters: Parameters): HistoryRecord[] {
  if (parameters.dateFrom !== undefined || parameters.dateTo !== undefined) {
    throw new ApiError(400, 'msgId must not be combined with dateFrom and dateTo');
  }
  const position = all.findIndex(({ _id }) => _id === msgId);
  if (position < 0) throw new ApiError(400, 'msgId is not known');
  const direction = Number(parameters.direction ?? 1);
  if (direction > 0) return all.slice(position);
  const older = all.slice(0, position + 1).reverse();
  if (direction < 0) return older;
  const half = Math.floor((wholeNumber(parameters, 'limit', 1) ?? DEFAULT_LIMIT) / 2);
  return all.slice(Math.max(0, position - half));
}

function withTraceId(record: HistoryRecord): HistoryRecord {
  return record.type === 'incoming' ? { ...record, traceId: record._id.replaceAll('-', '').slice(-16) } : record;
}
