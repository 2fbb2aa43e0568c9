import type { Clock } from '../lib/clock.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { inPath, requireLimit, requireTexts } from './check.js';
import { type DateRange, dateWindows } from './date-windows.js';
import { readList } from './json.js';
import { createListing, type Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';
import { fingerprint, readPages } from './read-pages.js';

/** A meta tag. Values are texts in the samples; others are possible. */
export interface Tag {
  name?: string;
  value?: unknown;
  [other: string]: unknown;
}

/** Filter by meta tags, as the platform's sample has it; the values of `type` are not documented. */
export interface TagFilter {
  and: { name: string; values: string[]; type?: string }[];
}

/** A conversation session (public-apis: Sessions History). Dates are ISO-8601 in UTC. */
export interface Session {
  /** 24 hexadecimal digits. */
  sessionId: string;
  /** `st-…` */
  botId?: string;
  /** `rtm`, `sms`, `email` …: an open set. */
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
  total?: number;
  moreAvailable?: boolean;
  sessions: Session[];
  /** Ids that were asked for and do not exist. */
  invalidSessions?: string[];
  [other: string]: unknown;
}

/** Which sessions, from when to when; those of all channels. */
export interface SessionQuery extends DateRange, CallOptions {
  /** `st-…`. Without it the sessions of all bots, for which only an app of the Bots Admin Console may ask. */
  botId?: string;
  containmentType?: 'dropOff' | 'selfService' | 'agent';
  /** The id that a third-party agent desktop gave the call. */
  callId?: string;
  /** E-mail address or enterprise id. */
  userId?: string;
  /** With or without messages of the user. */
  sessionType?: 'interactive' | 'non-interactive';
  tags?: TagFilter;
  /** These sessions, and then no other filter counts, dates included. More than 50 are asked for 50 at a time. */
  sessionId?: readonly string[];
  /** Sessions per call. The platform names no maximum. @default 100 */
  limit?: number;
}

/** Needs the scope Bot Sessions; in the Bots Admin Console Bot Analytics > Bot Sessions (seeds). */
export interface Sessions {
  /**
   * `POST /api/public/bot/{botId}/getSessions`, or the form for the whole account; newest first. A range of any length is read
   * in windows under the documented 7 days; a session that two of them have comes once.
   *
   * @throws ConfigError at once; while iterating as `roles.list` does
   */
  list(query?: SessionQuery): Listing<Session, SessionPage>;
}

const MAX_IDS = 50;

export function createSessions(call: CallApi, clock: Clock): Sessions {
  return {
    list(query = {}) {
      const { botId, containmentType, callId, userId, sessionType, tags, sessionId, limit = 100, signal } = query;
      const what = 'list the sessions';
      requireLimit(what, limit);
      const bot = botId === undefined ? '' : `bot/${inPath(what, 'botId', botId)}/`;
      const ids = sessionId && [...new Set(requireTexts(what, 'sessionId', sessionId))];
      // A wrong date is told now, not at the first page.
      if (!ids) dateWindows(what, query, clock.now());

      const ask = async (filter: object, skip: number) => {
        const answer = await call({
          what,
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
        return readList<SessionPage>(what, answer, 'sessions');
      };

      const keyOf = (session: Session) => session.sessionId ?? fingerprint(session);
      async function* readAll(): AsyncGenerator<SessionPage, void> {
        for (const filter of ids ? byId(ids) : byDate(query, clock.now(), { userId, sessionType, tags })) {
          yield* readPages<SessionPage>({
            what,
            limit,
            ask: (skip = 0) => ask(filter, skip),
            keysOf: (page) => page.sessions.map(keyOf),
            saysMore: ({ moreAvailable }) => moreAvailable,
            totalOf: ({ total }) => total,
            next: ({ items }) => items,
          });
        }
      }
      return createListing(readAll, (page) => page.sessions, keyOf);
    },
  };
}

function byId(ids: readonly string[]): object[] {
  const filters: object[] = [];
  for (let i = 0; i < ids.length; i += MAX_IDS) filters.push({ sessionId: ids.slice(i, i + MAX_IDS) });
  return filters;
}

/** Undefined fields do not get into the JSON. */
function byDate(range: DateRange, now: number, filter: object): object[] {
  return dateWindows('list the sessions', range, now).map(({ from, to }) => ({
    ...filter,
    dateFrom: new Date(from).toISOString(),
    dateTo: new Date(to).toISOString(),
  }));
}
