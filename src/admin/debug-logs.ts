import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { inPath, requireLimit, requireText } from './check.js';
import { type DateRange, epochOf } from './date-windows.js';
import { readArray } from './json.js';
import { createListing, type Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';
import { fingerprint, readPages } from './read-pages.js';

/** An entry of the debug log (public-apis: Debug Logs). May hold what the user said, and the whole context of the dialog. */
export interface DebugLogEntry {
  /** ISO-8601. */
  timestamp?: string;
  debugTitle?: string;
  debugMessage?: string;
  /** `Info`, `Warning` …; capitals vary. */
  debugLevel?: string;
  /** Often JSON in a text. Personal data. */
  debugDetail?: string;
  /** Numbers as texts. */
  nomatch_count?: string;
  noinput_count?: string;
  metaInfo?: { channel?: string; identity?: string; [other: string]: unknown };
  [other: string]: unknown;
}

/** Whose logs, and how much of them. */
export interface DebugLogQuery extends DateRange, CallOptions {
  /** `st-…` */
  botId: string;
  /** The call or channel user; for smartassist `{accountId}/smartassist/{sessionId}`. */
  identity: string;
  /** `rtm`, `ivrVoice`, `smartassist` … @default the platform's: rtm */
  channelType?: string;
  /** The summary only. @default false */
  minimumInfo?: boolean;
  /** For example `America/New_York`. */
  timezone?: string;
  /** Entries per call, 1–50. @default 50 */
  limit?: number;
  /**
   * What `offset` counts: records by the newest documents and the seeds' sample, pages by older ones.
   *
   * @default 'records'
   */
  offsetUnit?: 'records' | 'pages';
}

/** Needs the scope Debug Logs of an app made in the XO Platform; the Bots Admin Console has none (seeds). */
export interface DebugLogs {
  /**
   * `GET /api/1.1/{botId}/debuglogs`. A page is an array; an empty one is the last, for servers may give fewer than `limit`.
   *
   * @throws ConfigError at once; while iterating as `roles.list` does
   */
  list(query: DebugLogQuery): Listing<DebugLogEntry, DebugLogEntry[]>;
}

const MAX_LIMIT = 50;

export function createDebugLogs(call: CallApi): DebugLogs {
  return {
    list({ botId, identity, channelType, minimumInfo, timezone, from, to, limit = MAX_LIMIT, offsetUnit, signal }) {
      const what = 'read the debug logs';
      requireLimit(what, limit, MAX_LIMIT);
      const path = `/api/1.1/${inPath(what, 'botId', botId)}/debuglogs`;
      const query = {
        identity: requireText(what, 'identity', identity),
        channelType,
        minimumInfo,
        limit,
        timezone,
        fromDate: from === undefined ? undefined : new Date(epochOf(what, 'from', from)).toISOString(),
        toDate: to === undefined ? undefined : new Date(epochOf(what, 'to', to)).toISOString(),
      };

      const ask = async (offset = 0) => {
        const answer = await call({
          what,
          method: 'GET',
          path,
          query: { ...query, offset },
          access: ACCESS.debugLogs,
          bucket: `bot ${botId}`,
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readArray<DebugLogEntry>(what, answer);
      };
      const pages = () =>
        readPages<DebugLogEntry[]>({
          what,
          limit,
          ask,
          // Entries have no id, and two of them may be alike: a page is known by all of them together.
          keysOf: (page) => page.map((_entry, index) => `${index} ${fingerprint(page)}`),
          saysMore: () => undefined,
          next: ({ items, pages: count }) => (offsetUnit === 'pages' ? count : items),
        });
      return createListing(pages, (page) => page);
    },
  };
}
