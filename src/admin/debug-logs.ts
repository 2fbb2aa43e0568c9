import { requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { pathSegment, requireLimit, requireText } from './check.js';
import { type DateRange, epochOf } from './date-windows.js';
import type { CallOptions } from './options.js';
import { createPagedList, type PagedList } from './paged-list.js';
import { fingerprint, readPages } from './read-pages.js';
import { readArray } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** An entry of the debug log (public-apis.md §8). It may contain messages of the user, and the whole context of the dialog. */
export interface DebugLogEntry {
  /** ISO 8601. */
  timestamp?: string;
  debugTitle?: string;
  debugMessage?: string;
  /** `Info`, `Warning` …; the use of capitals varies. */
  debugLevel?: string;
  /** Often JSON in a string. Contains personal data. */
  debugDetail?: string;
  /** Numbers, written as strings. */
  nomatch_count?: string;
  noinput_count?: string;
  metaInfo?: { channel?: string; identity?: string; [other: string]: unknown };
  [other: string]: unknown;
}

/** Selects the entries of `debugLogs.list()`. */
export interface DebugLogQuery extends DateRange, CallOptions {
  /** `st-…` */
  botId: string;
  /** Id of the call or of the channel user; for smartassist `{accountId}/smartassist/{sessionId}`. */
  identity: string;
  /** `rtm`, `ivrVoice`, `smartassist` … @default chosen by the platform: rtm */
  channelType?: string;
  /** Returns only a summary of each entry. @default false */
  minimumInfo?: boolean;
  /** Time zone of the dates, for example `America/New_York`. */
  timezone?: string;
  /** Entries per request, 1–50. @default 50 */
  limit?: number;
  /**
   * The unit that `offset` counts: records according to the newest documents and the sample, pages according to older documents.
   *
   * @default 'records'
   */
  offsetUnit?: 'records' | 'pages';
}

/** Debug logs. Requires an app made in the XO Platform with the scope Debug Logs; the Bots Admin Console has no such scope. */
export interface DebugLogs {
  /**
   * Lists the entries for one user (`GET /api/1.1/{botId}/debuglogs`). A page is an array and does not say whether more follow. The list
   * ends with the first empty page, because a server may return fewer entries than `limit`.
   *
   * @throws ConfigError immediately; while iterating the same errors as `roles.list`
   */
  list(query: DebugLogQuery): PagedList<DebugLogEntry, DebugLogEntry[]>;
}

const MAX_LIMIT = 50;

export function createDebugLogs(call: CallApi): DebugLogs {
  return {
    list(logQuery) {
      const operation = 'read the debug logs';
      const {
        botId,
        identity,
        channelType,
        minimumInfo,
        timezone,
        from,
        to,
        limit = MAX_LIMIT,
        offsetUnit,
        signal,
      } = requireObject(operation, logQuery);
      requireLimit(operation, limit, MAX_LIMIT);
      const path = `/api/1.1/${pathSegment(operation, 'botId', botId)}/debuglogs`;
      const query = {
        identity: requireText(operation, 'identity', identity),
        channelType,
        minimumInfo,
        limit,
        timezone,
        fromDate: from === undefined ? undefined : new Date(epochOf(operation, 'from', from)).toISOString(),
        toDate: to === undefined ? undefined : new Date(epochOf(operation, 'to', to)).toISOString(),
      };

      const fetchPage = async (offset = 0) => {
        const answer = await call({
          operation,
          method: 'GET',
          path,
          query: { ...query, offset },
          access: ACCESS.debugLogs,
          bucket: `bot ${botId}`,
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readArray<DebugLogEntry>(operation, answer);
      };
      const pages = () =>
        readPages<DebugLogEntry[]>({
          operation,
          limit,
          fetchPage,
          // Entries have no id, and two of them may be equal, so each key is made of the whole page.
          keysOf: (page) => page.map((_entry, index) => `${index} ${fingerprint(page)}`),
          hasMore: () => undefined,
          next: ({ items, pages: count }) => (offsetUnit === 'pages' ? count : items),
        });
      return createPagedList(pages, (page) => page);
    },
  };
}
