import { configError, requireObject } from '../lib/config-error.js';
import { isObject, type JsonObject } from '../lib/json.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { headerValue, pathSegment, requireLimit, requireText } from './check.js';
import { type DateInput, epochOf } from './date-windows.js';
import type { CallOptions } from './options.js';
import { createPagedList, type PagedList } from './paged-list.js';
import { fingerprint, readPages } from './read-pages.js';
import { protocolError, readPage } from './read-response.js';
import { CONTACT_CENTER_LIMIT } from './throttle.js';

/** The status of an agent in one bucket of the interval. Buckets without activity have no status. */
export interface StatusInterval {
  /** ISO 8601. */
  startTime?: string;
  endTime?: string;
  /** `metric` is `AgentStatus` or `AgentState`, `value` for example `Available`, `stats.sum` for example `919 sec`. */
  status?: {
    metric?: string;
    value?: string;
    stats?: { sum?: string; [other: string]: unknown };
    [other: string]: unknown;
  }[];
  [other: string]: unknown;
}

/** One agent (public-apis.md §15). The older form calls the address `emailId`; it is then available as `email` as well. */
export interface AgentStatus {
  /** `u-…` */
  userId: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  customId?: string;
  timeInterval?: StatusInterval[];
  [other: string]: unknown;
}

/** A page of agents. An answer of the older form is converted to this shape, and `older` contains it unchanged. */
export interface UserStatusPage {
  data: AgentStatus[];
  /** Whether more agents follow; missing when the platform does not say. */
  hasMore?: boolean;
  limit?: number;
  offset?: number;
  /** The answer of the older form, unchanged. */
  older?: Record<string, unknown>;
  [other: string]: unknown;
}

/** Lengths of a bucket that the newer form supports. */
export type Granularity = 'PT15M' | 'PT30M' | 'PT1H' | 'PT2H' | 'PT4H' | 'PT8H' | 'PT12H' | 'PT24H';

interface StatusQuery extends CallOptions {
  /** 24 hexadecimal digits. */
  accountId: string;
  from: DateInput;
  to: DateInput;
  /** E-mail addresses of the agents. @default all agents */
  agents?: readonly string[];
  /** Minutes; negative east of Greenwich, for example -330. @default 0 in the older form, none in the newer form */
  timeZoneOffset?: number;
}

/** Selects the agents and the interval of `smartAssist.userStatus()`, in one of the two documented versions. */
export type UserStatusQuery = StatusQuery &
  (
    | {
        /** @default '1.1' */
        version?: '1.1';
        /** `st-…`, sent as the header `iId`. */
        botId: string;
        granularity: Granularity;
        /** Agents per request. @default 50 */
        limit?: number;
      }
    | {
        /** The older form, which has no version in its path. */
        version: '1';
        botId?: string;
        /** Minutes. */
        granularity: number;
        limit?: undefined;
      }
  );

const GRANULARITIES: readonly string[] = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT12H', 'PT24H'];
const DEFAULT_LIMIT = 50;
const operation = 'read the status of the agents';

export function createUserStatus(call: CallApi) {
  async function fetchPage(query: UserStatusQuery, version: string, offset: number): Promise<UserStatusPage> {
    const { accountId, botId, limit = DEFAULT_LIMIT, signal } = query;
    const isNewer = version === '1.1';
    const answer = await call({
      operation,
      method: 'POST',
      path: `/agentassist/api/public/analytics/${isNewer ? '1.1/' : ''}account/${pathSegment(operation, 'accountId', accountId)}/userstatus`,
      ...(isNewer && { query: { limit, offset } }),
      ...(botId !== undefined && { headers: { iId: headerValue(operation, 'botId', botId) } }),
      body: { filter: filterOf(query, isNewer), granularity: query.granularity },
      access: ACCESS.userStatus,
      bucket: `contact center ${accountId}`,
      limit: CONTACT_CENTER_LIMIT,
      repeatable: true,
      signal,
    });
    return readAnswer(answer);
  }

  return {
    userStatus(query: UserStatusQuery): PagedList<AgentStatus, UserStatusPage> {
      const version = checkQuery(query);
      const keyOf = (agent: AgentStatus) => agent.userId ?? fingerprint(agent);
      const pages = () =>
        readPages<UserStatusPage>({
          operation,
          limit: query.limit ?? DEFAULT_LIMIT,
          fetchPage: (offset = 0) => fetchPage(query, version, offset),
          keysOf: ({ data }) => data.map(keyOf),
          hasMore: ({ hasMore }) => hasMore,
          next: ({ items }) => items,
        });
      return createPagedList(pages, ({ data }) => data, keyOf);
    },
  };
}

function checkQuery(given: UserStatusQuery): '1' | '1.1' {
  const { version = '1.1', ...query } = requireObject(operation, given);
  requireText(operation, 'accountId', query.accountId);
  if (epochOf(operation, 'from', query.from) > epochOf(operation, 'to', query.to))
    throw configError(operation, 'from is later than to');
  if (version === '1') {
    if (Number.isSafeInteger(query.granularity) && Number(query.granularity) > 0) return version;
    throw configError(operation, 'granularity must be a number of minutes in version 1');
  }
  if (version !== '1.1') throw configError(operation, 'version must be 1 or 1.1');
  headerValue(operation, 'botId', query.botId);
  requireLimit(operation, query.limit ?? DEFAULT_LIMIT);
  if (GRANULARITIES.includes(String(query.granularity))) return version;
  throw configError(operation, `granularity must be one of ${GRANULARITIES.join(', ')}`);
}

/** The newer form takes days, the older form takes times. JSON leaves undefined fields out. */
function filterOf({ from, to, agents, timeZoneOffset }: StatusQuery, isNewer: boolean): object {
  const date = (name: string, input: DateInput) => {
    const text = new Date(epochOf(operation, name, input)).toISOString();
    return isNewer ? text.slice(0, 10) : text;
  };
  return {
    agents,
    dateFilter: {
      startDate: date('from', from),
      endDate: date('to', to),
      timeZoneOffSet: timeZoneOffset ?? (isNewer ? undefined : 0),
    },
  };
}

/** Accepts either shape, whichever form was requested. */
function readAnswer(answer: unknown): UserStatusPage {
  if (isObject(answer) && 'data' in answer) return readPage<UserStatusPage>(operation, answer, 'data', 'hasMore');
  if (!isObject(answer)) throw protocolError(operation, 'the answer is neither a page nor a list by user');
  const data = Object.entries(answer)
    .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
    .map(([userId, agent]) => ({
      userId,
      ...(agent.emailId !== undefined && { email: String(agent.emailId) }),
      ...agent,
    }));
  return { data, hasMore: false, older: answer };
}
