import type { Clock } from '../lib/clock.js';
import { requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { pathSegment, requireLimit, requireTexts } from './check.js';
import { type DateRange, dateWindows } from './date-windows.js';
import type { CallOptions } from './options.js';
import { createPagedList, type PagedList } from './paged-list.js';
import { fingerprint, readPages } from './read-pages.js';
import { readPage } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** A meta tag. Its values are strings in the samples; others are possible. */
export interface Tag {
  name?: string;
  value?: unknown;
  [other: string]: unknown;
}

/** A filter by meta tags, in the form of the platform's sample. The values of `type` are not documented. */
export interface TagFilter {
  and: { name: string; values: string[]; type?: string }[];
}

/** A conversation session (public-apis.md §6). Dates are ISO 8601, in UTC. */
export interface Session {
  /** 24 hexadecimal digits. */
  sessionId: string;
  /** `st-…` */
  botId?: string;
  /** `rtm`, `sms`, `email` …; the platform may add values. */
  channel?: string;
  /** `u-…` */
  userId?: string;
  start_time?: string;
  end_time?: string;
  session_lang?: string[];
  sessionType?: 'interactive' | 'non-interactive' | (string & {});
  containmentType?: 'dropOff' | 'selfService' | 'agent' | (string & {});
  isDeveloper?: boolean | number;
  sessionStatus?: 'active' | 'closed' | (string & {});
  tags?: { userTags?: Tag[]; sessionTags?: Tag[]; altText?: unknown[]; [other: string]: unknown };
  noOfMessagesExchanged?: number;
  noOfTasksExecuted?: number;
  [other: string]: unknown;
}

/** A page of sessions, the newest first. */
export interface SessionPage {
  /** Number of sessions in the window of the page. */
  total?: number;
  /** Whether more sessions follow; missing when the platform does not say. The platform calls it `moreAvailable`. */
  hasMore?: boolean;
  sessions: Session[];
  /** Requested ids that do not exist. */
  invalidSessions?: string[];
  [other: string]: unknown;
}

/** Selects the sessions of `sessions.list()`; those of all channels are returned. */
export interface SessionQuery extends DateRange, CallOptions {
  /** `st-…`. Without it the list has the sessions of all bots, which only an app of the Bots Admin Console may request. */
  botId?: string;
  containmentType?: 'dropOff' | 'selfService' | 'agent';
  /** The id that a third-party agent desktop assigned to the call. */
  callId?: string;
  /** E-mail address or enterprise id. */
  userId?: string;
  /** Sessions with messages of the user, or without. */
  sessionType?: 'interactive' | 'non-interactive';
  tags?: TagFilter;
  /** Only these sessions; all other filters and the dates are then ignored. More than 50 are requested 50 at a time. */
  sessionId?: readonly string[];
  /** Sessions per request. The platform names no maximum. @default 100 */
  limit?: number;
}

/** Conversation sessions. Requires the scope Bot Sessions; in the Bots Admin Console Bot Analytics > Bot Sessions. */
export interface Sessions {
  /**
   * Lists sessions, the newest first (`POST /api/public/bot/{botId}/getSessions`, or the form for the whole account). A range of any
   * length is read in windows below the documented 7 days. A session that belongs to two windows is returned once.
   *
   * @throws ConfigError immediately; while iterating the same errors as `roles.list`
   */
  list(query?: SessionQuery): PagedList<Session, SessionPage>;
}

const MAX_IDS = 50;

export function createSessions(call: CallApi, clock: Clock): Sessions {
  return {
    list(query = {}) {
      const operation = 'list the sessions';
      const {
        botId,
        containmentType,
        callId,
        userId,
        sessionType,
        tags,
        sessionId,
        limit = 100,
        signal,
      } = requireObject(operation, query);
      requireLimit(operation, limit);
      const bot = botId === undefined ? '' : `bot/${pathSegment(operation, 'botId', botId)}/`;
      const ids = sessionId && [...new Set(requireTexts(operation, 'sessionId', sessionId))];
      // Reports a wrong date now, and not when the first page is read.
      if (!ids) dateWindows(operation, query, clock.now());

      const fetchPage = async (filter: object, skip: number) => {
        const answer = await call({
          operation,
          method: 'POST',
          path: `/api/public/${bot}getSessions`,
          query: { containmentType, callId },
          body: { ...filter, skip, limit },
          access: ACCESS.sessions,
          // Whether the platform counts the form for the account by bot is not documented.
          bucket: botId === undefined ? 'account' : `bot ${botId}`,
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readPage<SessionPage>(operation, answer, 'sessions', 'moreAvailable');
      };

      const keyOf = (session: Session) => session.sessionId ?? fingerprint(session);
      async function* readAll(): AsyncGenerator<SessionPage, void> {
        for (const filter of ids ? byId(ids) : byDate(query, clock.now(), { userId, sessionType, tags })) {
          yield* readPages<SessionPage>({
            operation,
            limit,
            fetchPage: (skip = 0) => fetchPage(filter, skip),
            keysOf: (page) => page.sessions.map(keyOf),
            hasMore: ({ hasMore }) => hasMore,
            totalOf: ({ total }) => total,
            next: ({ items }) => items,
          });
        }
      }
      return createPagedList(readAll, (page) => page.sessions, keyOf);
    },
  };
}

function byId(ids: readonly string[]): object[] {
  const filters: object[] = [];
  for (let i = 0; i < ids.length; i += MAX_IDS) filters.push({ sessionId: ids.slice(i, i + MAX_IDS) });
  return filters;
}

/** JSON leaves undefined fields out. */
function byDate(range: DateRange, now: number, filter: object): object[] {
  return dateWindows('list the sessions', range, now).map(({ from, to }) => ({
    ...filter,
    dateFrom: new Date(from).toISOString(),
    dateTo: new Date(to).toISOString(),
  }));
}
