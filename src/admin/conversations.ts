import type { Clock } from '../lib/clock.js';
import { configError, requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi, QueryValue } from './call-api.js';
import { pathSegment, requireLimit, requireText } from './check.js';
import type { ConversationMessage, ConversationPage } from './conversation-message.js';
import { type DateRange, dateWindows } from './date-windows.js';
import type { CallOptions } from './options.js';
import { createPagedList, type PagedList } from './paged-list.js';
import { fingerprint, readPages } from './read-pages.js';
import { readPage } from './read-response.js';
import type { TagFilter } from './sessions.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** Additional data that the history adds to messages. */
export interface ConversationExtras {
  /** Adds `traceId` to messages of the user. The platform stores traces for 30 days. @default false */
  includeTraceId?: boolean;
  /** Adds `author` to messages of agents. @default false */
  getAgentsInfo?: boolean;
  /** Adds `latency`, the response time of the bot, to its messages. @default false */
  includeLatency?: boolean;
}

/** Selects the messages of `conversations.list()`, and the form of the API. */
export interface ConversationQuery extends DateRange, ConversationExtras, CallOptions {
  /**
   * `st-…`. Without it the list has the messages of all bots of the account, which only an app of the Bots Admin Console may request, and
   * only in version 1.
   */
  botId?: string;
  /** Version 2 leaves out messages of alert and action tasks, and returns up to 10000 messages per request. @default 1 */
  version?: 1 | 2;
  /** GET requires `userId` or `callId`, and does not support `forward` and `includeTraceId`. @default 'POST' */
  method?: 'GET' | 'POST';
  /** E-mail address, enterprise id, or `u-…`. */
  userId?: string;
  /** `rtm`, `sms`, `msteams` …; for a second IVR its `ivrInstID`. @default chosen by the platform: rtm */
  channelType?: string;
  /** Only messages of these sessions. When neither `from` nor `to` is given as well, the request has no dates. */
  sessionId?: readonly string[];
  callId?: string;
  tags?: TagFilter;
  /** Oldest first. @default false */
  forward?: boolean;
  /** Messages per request: at most 100 in version 1, 10000 in version 2. @default 100, in version 2 1000 */
  limit?: number;
  /**
   * The unit that the platform's `skip` counts. Older revisions of its documents say messages, newer ones say sessions. Compare `total`
   * with the number of messages once to find out, or select so few sessions that they fit on one page. @default 'messages'
   */
  skipUnit?: 'messages' | 'sessions';
}

/** Selects the messages of `conversations.around()`. */
export interface AroundQuery extends ConversationExtras, CallOptions {
  botId?: string;
  version?: 1 | 2;
  /** `ms-…`: the page begins with this message. */
  msgId: string;
  /** @default 'newer' */
  direction?: 'older' | 'both' | 'newer';
  /** Number of messages; 1 returns only the message itself. @default 100 */
  limit?: number;
}

/** The conversation history. Requires the scope Chat History; in the Bots Admin Console Bot Analytics > Chat History. */
export interface Conversations {
  /**
   * Lists messages, the newest first (`POST` or `GET /api/public/bot/{botId}/getMessages`, `…/getMessagesV2`, or the form for the whole
   * account). A range of any length is read in windows below the documented 7 days. Each message is returned once.
   *
   * @throws ConfigError immediately; while iterating the same errors as `roles.list`
   */
  list(query?: ConversationQuery): PagedList<ConversationMessage, ConversationPage>;
  /** Reads the messages before and after one message. Throws the same errors as `roles.list`. */
  around(query: AroundQuery): Promise<ConversationPage>;
}

const LIMITS = { 1: { default: 100, max: 100 }, 2: { default: 1000, max: 10_000 } } as const;
/** Negative: backwards; 0: both ways; positive: forwards. */
const DIRECTIONS = { older: -1, both: 0, newer: 1 } as const;

export function createConversations(call: CallApi, clock: Clock): Conversations {
  const operation = 'read the conversation history';

  async function fetchPage(
    { botId, version = 1, signal }: Pick<ConversationQuery, 'botId' | 'version' | 'signal'>,
    method: 'GET' | 'POST',
    parameters: object,
  ): Promise<ConversationPage> {
    if (botId === undefined && (version !== 1 || method === 'GET')) {
      throw configError(operation, 'for the whole account there is only version 1, by POST', 'Pass a botId.');
    }
    const bot = botId === undefined ? '' : `bot/${pathSegment(operation, 'botId', botId)}/`;
    const answer = await call({
      operation,
      method,
      path: `/api/public/${bot}getMessages${version === 2 ? 'V2' : ''}`,
      ...(method === 'GET' ? { query: parameters as Record<string, QueryValue> } : { body: parameters }),
      access: ACCESS.messages,
      bucket: botId === undefined ? 'account' : `bot ${botId}`,
      limit: AUTOMATION_LIMIT,
      repeatable: true,
      signal,
    });
    return readPage<ConversationPage>(operation, answer, 'messages', 'moreAvailable');
  }

  return {
    list(query = {}) {
      requireObject(operation, query);
      const { version = 1, method = 'POST', skipUnit = 'messages', limit = LIMITS[version]?.default } = query;
      requireVersion(operation, version);
      requireLimit(operation, limit, LIMITS[version].max);
      const filter = method === 'GET' ? toQuery(operation, query) : toBody(query);
      const ranges = () => {
        if (query.sessionId && query.from === undefined && query.to === undefined) return [{}];
        const windows = dateWindows(operation, query, clock.now()).map(({ from, to }) => ({
          dateFrom: new Date(from).toISOString(),
          dateTo: new Date(to).toISOString(),
        }));
        return query.forward ? windows.reverse() : windows;
      };
      // Reports a wrong date now, and not when the first page is read.
      ranges();

      const keyOf = (message: ConversationMessage) => message._id ?? fingerprint(message);
      async function* readAll(): AsyncGenerator<ConversationPage, void> {
        for (const range of ranges()) {
          let sessions = 0;
          yield* readPages<ConversationPage>({
            operation,
            limit,
            fetchPage: (skip = 0) => fetchPage(query, method, { ...filter, ...range, skip, limit }),
            keysOf: ({ messages }) => messages.map(keyOf),
            hasMore: ({ hasMore }) => hasMore,
            // The unit of `total` is as unclear as that of `skip`.
            ...(skipUnit === 'messages' && { totalOf: ({ total }: ConversationPage) => total }),
            next({ page, items }) {
              sessions += countSessions(page);
              return skipUnit === 'messages' ? items : sessions;
            },
          });
        }
      }
      return createPagedList(readAll, ({ messages }) => messages, keyOf);
    },

    async around(around) {
      const { msgId, direction = 'newer', limit = 100, ...query } = requireObject(operation, around);
      const { version = 1 } = query;
      requireVersion(operation, version);
      requireText(operation, 'msgId', msgId);
      requireLimit(operation, limit, LIMITS[version].max);
      if (!Object.hasOwn(DIRECTIONS, direction)) {
        throw configError(operation, 'direction must be older, both or newer');
      }
      return fetchPage(query, 'POST', { ...extras(query), msgId, direction: DIRECTIONS[direction], limit });
    },
  };
}

function requireVersion(operation: string, version: unknown): void {
  if (version !== 1 && version !== 2) throw configError(operation, 'version must be 1 or 2');
}

function toBody({ userId, channelType, sessionId, callId, tags, forward, ...query }: ConversationQuery): object {
  return { userId, channelType, sessionId, callId, tags, forward, ...extras(query) };
}

/** Undefined fields are left out of the JSON and of the query. */
function extras({ includeTraceId, getAgentsInfo, includeLatency }: ConversationExtras): object {
  return {
    // A string in the platform's samples.
    includeTraceId: includeTraceId === undefined ? undefined : String(includeTraceId),
    getAgentsInfo,
    includeLatency,
  };
}

function toQuery(operation: string, query: ConversationQuery): object {
  const { userId, callId, channelType, sessionId, tags, forward, includeTraceId, getAgentsInfo, includeLatency } =
    query;
  if (userId === undefined && callId === undefined)
    throw configError(operation, 'by GET it needs a userId or a callId');
  if (forward !== undefined || includeTraceId !== undefined) {
    throw configError(operation, 'forward and includeTraceId are known to POST only');
  }
  return {
    userId,
    callId,
    channelType,
    sessionId: sessionId?.join(','),
    tags: tags && JSON.stringify(tags),
    getAgentsInfo,
    includeLatency,
    // "Required" for version 2 in the newest revision of the documents; older revisions do not have it.
    includeSecureForm: query.version === 2 ? false : undefined,
  };
}

function countSessions({ messages }: ConversationPage): number {
  return new Set(messages.map(({ sessionId }) => sessionId)).size;
}
