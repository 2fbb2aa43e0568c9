import type { HistoryRecord } from '../../protocol/history.js';
import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { isUser, timeOf } from './find-sessions.js';
import { checkBotId, flag, fromQuery, optionalText, type Parameters, requiredText, wholeNumber } from './parameters.js';

const MAX_LIMIT = 50;

/** `GET /api/1.1/:botId/debuglogs`: returns an array. `offset` counts records (docs/public-apis.md §8). */
export async function debugLogs(platform: Platform, exchange: Exchange): Promise<Answer> {
  const { botId } = exchange.params;
  await authorise(platform, exchange, 'debuglogs', `bot ${botId}`);
  checkBotId(platform, botId);
  const query = fromQuery(exchange.query);
  const identity = requiredText(query, 'identity');
  const channel = optionalText(query, 'channelType') ?? 'rtm';
  const limit = wholeNumber(query, 'limit', 1, MAX_LIMIT) ?? MAX_LIMIT;
  const offset = wholeNumber(query, 'offset', 0) ?? 0;
  const from = moment(query, 'fromDate') ?? Number.NEGATIVE_INFINITY;
  const to = moment(query, 'toDate') ?? Number.POSITIVE_INFINITY;
  const isShort = flag(query, 'minimumInfo');
  const entries = platform
    .conversations()
    .filter(({ user }) => channel === 'rtm' && isUser(user, identity))
    .flatMap(({ log }) => log.records)
    .filter((record) => timeOf(record) >= from && timeOf(record) <= to)
    .map((record) => toEntry(record, identity, isShort));
  return { body: entries.slice(offset, offset + limit) };
}

/** One entry for each message. The dialog engine of the platform writes more. */
function toEntry(record: HistoryRecord, identity: string, isShort: boolean): object {
  const isUsers = record.type === 'incoming';
  return {
    timestamp: new Date(timeOf(record)).toISOString(),
    debugTitle: isUsers ? 'Message received' : 'Message sent',
    debugMessage: isUsers ? 'The user sent a message' : 'The bot answered',
    debugLevel: 'Info',
    ...(!isShort && { debugDetail: JSON.stringify({ messageId: record._id, sessionId: record.sessionId }) }),
    metaInfo: { channel: 'rtm', identity },
  };
}

function moment(query: Parameters, name: string): number | undefined {
  const text = optionalText(query, name);
  if (text === undefined) return undefined;
  const epoch = Date.parse(text);
  if (Number.isNaN(epoch)) throw new ApiError(400, `${name} must be a date or a timestamp`);
  return epoch;
}
