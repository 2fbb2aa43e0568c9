import type { Clock } from '../lib/clock.js';
import { ACCESS } from './access.js';
import type { CallApi, QueryValue } from './call-api.js';
import { inPath, refuse, requireLimit, requireText } from './check.js';
import type { ConversationMessage, ConversationPage } from './conversation-message.js';
import { type DateRange, dateWindows } from './date-windows.js';
import { readList } from './json.js';
import { createListing, type Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';
import { fingerprint, readPages } from './read-pages.js';
import type { TagFilter } from './sessions.js';

/** What the history adds to messages. */
export interface ConversationExtras {
  /** `traceId` on messages of the user; traces are kept 30 days. @default false */
  includeTraceId?: boolean;
  /** Who the agent was, in `author`. @default false */
  getAgentsInfo?: boolean;
  /** How long the bot took, in `latency`. @default false */
  includeLatency?: boolean;
}

/** Whose messages, from when to when, in which form of the API. */
export interface ConversationQuery extends DateRange, ConversationExtras, CallOptions {
  /** `st-…`. Without it all bots of the account, for which only an app of the Bots Admin Console may ask, and only in version 1. */
  botId?: string;
  /** 2 leaves out messages of alert and action tasks, and gives up to 10000 a call. @default 1 */
  version?: 1 | 2;
  /** GET demands `userId` or `callId`, and knows neither `forward` nor `includeTraceId`. @default 'POST' */
  method?: 'GET' | 'POST';
  /** E-mail address, enterprise id, or `u-…`. */
  userId?: string;
  /** `rtm`, `sms`, `msteams` …; for a second IVR its `ivrInstID`. @default the platform's: rtm */
  channelType?: string;
  /** Messages of these sessions. Without dates beside them, none are sent. */
  sessionId?: readonly string[];
  callId?: string;
  tags?: TagFilter;
  /** Oldest first. @default false */
  forward?: boolean;
  /** Messages per call: at most 100 in version 1, 10000 in version 2. @default 100, in version 2 1000 */
  limit?: number;
  /**
   * What the platform's `skip` counts. Its documents say messages in older revisions and sessions in newer ones: compare
   * `total` once, or name sessions so that a page holds them. @default 'messages'
   */
  skipUnit?: 'messages' | 'sessions';
}

/** Messages before and after one. */
export interface AroundQuery extends ConversationExtras, CallOptions {
  botId?: string;
  version?: 1 | 2;
  /** `ms-…`: the page begins there. */
  msgId: string;
  /** @default 'newer' */
  direction?: 'older' | 'both' | 'newer';
  /** Messages; 1 gives the message alone. @default 100 */
  limit?: number;
}

/** Needs the scope Chat History; in the Bots Admin Console Bot Analytics > Chat History (seeds). */
export interface Conversations {
  /**
   * `POST` or `GET /api/public/bot/{botId}/getMessages`, `…/getMessagesV2`, or the form for the account; newest first. A range
   * of any length is read in windows under the documented 7 days; a message comes once.
   *
   * @throws ConfigError at once; while iterating as `roles.list` does
   */
  list(query?: ConversationQuery): Listing<ConversationMessage, ConversationPage>;
  /** The messages around one. Throws as `roles.list` does. */
  around(query: AroundQuery): Promise<ConversationPage>;
}

const LIMITS = { 1: { usual: 100, most: 100 }, 2: { usual: 1000, most: 10_000 } } as const;
/** Below 0 back, 0 both ways, above 0 forward. */
const DIRECTIONS = { older: -1, both: 0, newer: 1 } as const;

export function createConversations(call: CallApi, clock: Clock): Conversations {
  const what = 'read the conversation history';

  async function ask(
    { botId, version = 1, signal }: Pick<ConversationQuery, 'botId' | 'version' | 'signal'>,
    method: 'GET' | 'POST',
    parameters: object,
  ): Promise<ConversationPage> {
    if (botId === undefined && (version !== 1 || method === 'GET')) {
      throw refuse(what, 'for the whole account there is only version 1, by POST', 'Pass a botId.');
    }
    const bot = botId === undefined ? '' : `bot/${inPath(what, 'botId', botId)}/`;
    const answer = await call({
      what,
      method,
      path: `/api/public/${bot}getMessages${version === 2 ? 'V2' : ''}`,
      ...(method === 'GET' ? { query: parameters as Record<string, QueryValue> } : { body: parameters }),
      access: ACCESS.messages,
      bucket: botId === undefined ? 'account' : `bot ${botId}`,
      limit: AUTOMATION_LIMIT,
      repeatable: true,
      signal,
    });
    return readList<ConversationPage>(what, answer, 'messages');
  }

  return {
    list(query = {}) {
      const { version = 1, method = 'POST', skipUnit = 'messages', limit = LIMITS[version]?.usual } = query;
      if (version !== 1 && version !== 2) throw refuse(what, 'version must be 1 or 2');
      requireLimit(what, limit, LIMITS[version].most);
      const filter = method === 'GET' ? toQuery(what, query) : toBody(query);
      const ranges = () => {
        if (query.sessionId && query.from === undefined && query.to === undefined) return [{}];
        const windows = dateWindows(what, query, clock.now()).map(({ from, to }) => ({
          dateFrom: new Date(from).toISOString(),
          dateTo: new Date(to).toISOString(),
        }));
        return query.forward ? windows.reverse() : windows;
      };
      ranges();

      const keyOf = (message: ConversationMessage) => message._id ?? fingerprint(message);
      async function* readAll(): AsyncGenerator<ConversationPage, void> {
        for (const range of ranges()) {
          let sessions = 0;
          yield* readPages<ConversationPage>({
            what,
            limit,
            ask: (skip = 0) => ask(query, method, { ...filter, ...range, skip, limit }),
            keysOf: ({ messages }) => messages.map(keyOf),
            saysMore: ({ moreAvailable }) => moreAvailable,
            // What the total counts is as unclear as what `skip` does.
            ...(skipUnit === 'messages' && { totalOf: ({ total }: ConversationPage) => total }),
            next({ page, items }) {
              sessions += countSessions(page);
              return skipUnit === 'messages' ? items : sessions;
            },
          });
        }
      }
      return createListing(readAll, ({ messages }) => messages, keyOf);
    },

    around({ msgId, direction = 'newer', limit = 100, ...query }) {
      requireText(what, 'msgId', msgId);
      requireLimit(what, limit, LIMITS[query.version ?? 1].most);
      return ask(query, 'POST', { ...extras(query), msgId, direction: DIRECTIONS[direction], limit });
    },
  };
}

function toBody({ userId, channelType, sessionId, callId, tags, forward, ...query }: ConversationQuery): object {
  return { userId, channelType, sessionId, callId, tags, forward, ...extras(query) };
}

/** Undefined fields are left out of JSON and query alike. */
function extras({ includeTraceId, getAgentsInfo, includeLatency }: ConversationExtras): object {
  // A text in the platform's samples.
  return {
    includeTraceId: includeTraceId === undefined ? undefined : String(includeTraceId),
    getAgentsInfo,
    includeLatency,
  };
}

function toQuery(what: string, query: ConversationQuery): object {
  const { userId, callId, channelType, sessionId, tags, forward, includeTraceId, getAgentsInfo, includeLatency } =
    query;
  if (userId === undefined && callId === undefined) throw refuse(what, 'by GET it needs a userId or a callId');
  if (forward !== undefined || includeTraceId !== undefined) {
    throw refuse(what, 'forward and includeTraceId are known to POST only');
  }
  return {
    userId,
    callId,
    channelType,
    sessionId: sessionId?.join(','),
    tags: tags && JSON.stringify(tags),
    getAgentsInfo,
    includeLatency,
    // "Required" for version 2 in the newest revision; older ones do not know it.
    includeSecureForm: query.version === 2 ? false : undefined,
  };
}

function countSessions({ messages }: ConversationPage): number {
  return new Set(messages.map(({ sessionId }) => sessionId)).size;
}
