import { authenticate } from '../http/bearer.js';
import { PlatformError } from '../http/platform-error.js';
import type { Endpoint } from '../http/routes.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** `GET botmessages/rtm`: a page of the history (seeds, "Get Conversation History"; `msgId`, `forward`: protocol.md §1.6). */
export const botMessages: Endpoint = (platform, { headers, query }) => {
  const { user } = authenticate(platform, headers);
  const botId = query.get('botId');
  if (!botId) throw new PlatformError(400, 'botId is mandatory');
  if (botId !== platform.settings.bot.id) throw new PlatformError(400, 'Invalid bot id');

  const msgId = query.get('msgId');
  const page = platform.conversationOf(user).log.page({
    limit: Math.min(wholeNumber(query, 'limit', 1) ?? DEFAULT_LIMIT, MAX_LIMIT),
    // Two names for one thing (seeds).
    offset: wholeNumber(query, 'offset', 0) ?? wholeNumber(query, 'skip', 0) ?? 0,
    ...(msgId && { msgId }),
    forward: query.get('forward') === 'true',
  });
  if (!page) throw new PlatformError(400, 'msgId is not known');
  return { body: { ...page, messages: platform.settings.historyUserMsgId ? page.messages : page.messages.map(older) } };
};

/** A record of a platform that does not know `userMsgId` (seeds). */
function older<Record extends { userMsgId?: unknown }>({ userMsgId: _, ...record }: Record) {
  return record;
}

function wholeNumber(query: URLSearchParams, name: string, least: number): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new PlatformError(400, `${name} must be a whole number from ${least} up`);
  }
  return value;
}
