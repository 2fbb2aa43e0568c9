import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { inHeader, inPath, refuse, requireLimit, requireText } from './check.js';
import { epochOf, type Moment } from './date-windows.js';
import { isObject, type JsonObject, readList, unexpected } from './json.js';
import { createListing, type Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { CONTACT_CENTER_LIMIT } from './rate-gate.js';
import { fingerprint, readPages } from './read-pages.js';

/** What an agent was doing in one bucket. Buckets without activity have no status. */
export interface StatusInterval {
  /** ISO-8601. */
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

/** One agent (public-apis: UserStatus). The older form names the address `emailId`; here it is `email` as well. */
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

/** A page of the newer form. What the older one answers is brought into it, and is beside it in `older` as it came. */
export interface UserStatusPage {
  data: AgentStatus[];
  hasMore?: boolean;
  limit?: number;
  offset?: number;
  older?: Record<string, unknown>;
  [other: string]: unknown;
}

/** Buckets that the newer form knows. */
export type Granularity = 'PT15M' | 'PT30M' | 'PT1H' | 'PT2H' | 'PT4H' | 'PT8H' | 'PT12H' | 'PT24H';

interface StatusQuery extends CallOptions {
  /** 24 hexadecimal digits. */
  accountId: string;
  from: Moment;
  to: Moment;
  /** E-mail addresses. @default all agents */
  agents?: readonly string[];
  /** Minutes, negative east of Greenwich, for example -330. @default 0 in the older form, none in the newer */
  timeZoneOffset?: number;
}

/** Both documented versions. */
export type UserStatusQuery = StatusQuery &
  (
    | {
        /** @default '1.1' */
        version?: '1.1';
        /** `st-…`, sent as the header `iId`. */
        botId: string;
        granularity: Granularity;
        /** Agents per call. @default 50 */
        limit?: number;
      }
    | {
        /** The form of the seeds, without a version in its path. */
        version: '1';
        botId?: string;
        /** Minutes. */
        granularity: number;
        limit?: undefined;
      }
  );

const GRANULARITIES: readonly string[] = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT12H', 'PT24H'];
const DEFAULT_LIMIT = 50;
const what = 'read the status of the agents';

export function createUserStatus(call: CallApi) {
  async function ask(query: UserStatusQuery, version: string, offset: number): Promise<UserStatusPage> {
    const { accountId, botId, limit = DEFAULT_LIMIT, signal } = query;
    const isNewer = version === '1.1';
    const answer = await call({
      what,
      method: 'POST',
      path: `/agentassist/api/public/analytics/${isNewer ? '1.1/' : ''}account/${inPath(what, 'accountId', accountId)}/userstatus`,
      ...(isNewer && { query: { limit, offset } }),
      ...(botId !== undefined && { headers: { iId: inHeader(what, 'botId', botId) } }),
      body: { filter: filterOf(query, isNewer), granularity: query.granularity },
      access: ACCESS.userStatus,
      bucket: `contact center ${accountId}`,
      limit: CONTACT_CENTER_LIMIT,
      repeatable: true,
      signal,
    });
    return readPage(answer);
  }

  return {
    userStatus(query: UserStatusQuery): Listing<AgentStatus, UserStatusPage> {
      const version = checkQuery(query);
      const keyOf = (agent: AgentStatus) => agent.userId ?? fingerprint(agent);
      const pages = () =>
        readPages<UserStatusPage>({
          what,
          limit: query.limit ?? DEFAULT_LIMIT,
          ask: (offset = 0) => ask(query, version, offset),
          keysOf: ({ data }) => data.map(keyOf),
          saysMore: ({ hasMore }) => hasMore,
          next: ({ items }) => items,
        });
      return createListing(pages, ({ data }) => data, keyOf);
    },
  };
}

function checkQuery({ version = '1.1', ...query }: UserStatusQuery): '1' | '1.1' {
  requireText(what, 'accountId', query.accountId);
  if (epochOf(what, 'from', query.from) > epochOf(what, 'to', query.to)) throw refuse(what, 'from is later than to');
  if (version === '1') {
    if (Number.isSafeInteger(query.granularity) && Number(query.granularity) > 0) return version;
    throw refuse(what, 'granularity must be a number of minutes in version 1');
  }
  if (version !== '1.1') throw refuse(what, 'version must be 1 or 1.1');
  inHeader(what, 'botId', query.botId);
  requireLimit(what, query.limit ?? DEFAULT_LIMIT);
  if (GRANULARITIES.includes(String(query.granularity))) return version;
  throw refuse(what, `granularity must be one of ${GRANULARITIES.join(', ')}`);
}

/** The newer form wants days, the older one moments; undefined fields do not get into the JSON. */
function filterOf({ from, to, agents, timeZoneOffset }: StatusQuery, isNewer: boolean): object {
  const date = (name: string, moment: Moment) => {
    const text = new Date(epochOf(what, name, moment)).toISOString();
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

/** Takes either shape, whichever form was asked. */
function readPage(answer: unknown): UserStatusPage {
  if (isObject(answer) && 'data' in answer) return readList<UserStatusPage>(what, answer, 'data');
  if (!isObject(answer)) throw unexpected(what, 'the answer is neither a page nor a list by user');
  const data = Object.entries(answer)
    .filter((entry): entry is [string, JsonObject] => isObject(entry[1]))
    .map(([userId, agent]) => ({
      userId,
      ...(agent.emailId !== undefined && { email: String(agent.emailId) }),
      ...agent,
    }));
  return { data, hasMore: false, older: answer };
}
