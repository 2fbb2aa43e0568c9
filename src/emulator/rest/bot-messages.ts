import { authenticate } from '../auth/bearer.js';
import type { Endpoint, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { PageRequest } from '../state/message-log.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/** `GET botmessages/rtm`: returns a page of the history (docs/protocol.md §1.6). */
export const botMessages: Endpoint = (platform, { headers, query, fault }) => {
  const { user } = authenticate(platform, headers);
  const botId = query.get('botId');
  if (!botId) throw new ApiError(400, 'botId is mandatory');
  if (botId !== platform.settings.bot.id) throw new ApiError(400, 'Invalid bot id');

  const msgId = query.get('msgId');
  const request: PageRequest = {
    limit: Math.min(wholeNumber(query, 'limit', 1) ?? DEFAULT_LIMIT, MAX_LIMIT),
    // `skip` is another name of `offset` (docs/protocol.md §1.6).
    offset: wholeNumber(query, 'offset', 0) ?? wholeNumber(query, 'skip', 0) ?? 0,
    ...(msgId && { msgId }),
    forward: query.get('forward') === 'true',
  };
  const { log } = platform.conversationOf(user);
  const page = log.page(
    applyFault(request, fault),
    fault?.type === 'lagHistory' ? log.shown(fault.ms, platform.random) : log.all,
  );
  if (!page) throw new ApiError(400, 'msgId is not known');
  return {
    body: {
      ...page,
      messages: platform.settings.historyUserMsgId ? page.messages : page.messages.map(withoutUserMsgId),
    },
  };
};

/** Changes the request as a faulty server would: shorter pages, or pages that repeat messages of the page before. */
function applyFault(request: PageRequest, fault: Exchange['fault']): PageRequest {
  switch (fault?.type) {
    case 'shortPage':
      return { ...request, limit: Math.min(request.limit, fault.limit) };
    case 'overlapPage':
      return { ...request, offset: Math.max(0, request.offset - fault.by) };
    default:
      return request;
  }
}

/** The record as older platforms return it, without `userMsgId` (docs/protocol.md §5.1). */
function withoutUserMsgId<Record extends { userMsgId?: unknown }>({ userMsgId: _, ...record }: Record) {
  return record;
}

function wholeNumber(query: URLSearchParams, name: string, least: number): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new ApiError(400, `${name} must be a whole number from ${least} up`);
  }
  return value;
}
