import { requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { headerValue, pathSegment } from './check.js';
import type { CallOptions } from './options.js';
import type { PagedList } from './paged-list.js';
import { readArray } from './read-response.js';
import { CONTACT_CENTER_LIMIT } from './throttle.js';
import { type AgentStatus, createUserStatus, type UserStatusPage, type UserStatusQuery } from './user-status.js';

/** A finished session of the flow (public-apis.md §14). */
export interface IntentRecord {
  intent?: string[];
  /** Phone number; for rtm an id or an e-mail address. */
  ANI?: string;
  DNI?: string;
  channel?: string;
  /** ISO 8601 with an offset. */
  startTime?: string;
  endTime?: string;
  /** `completed`, `Dropoff` … */
  status?: string;
  /** For example `50s` or `13m: 8s`. */
  timeHandled?: string;
  deflectedTo?: string | null;
  userId?: string;
  sessionId?: string;
  [other: string]: unknown;
}

/** Selects the sessions of `smartAssist.intentRealtimeData()`. */
export interface IntentQuery extends CallOptions {
  /** `st-…` */
  botId: string;
  /** 24 hexadecimal digits, sent as a header, which only some documents of the platform require. */
  accountId: string;
}

/** Reports of SmartAssist. Requires the scope SmartAssist Analytics. */
export interface SmartAssist {
  /** Reads the latest 25 sessions (`POST /api/public/bot/{botId}/intentrealtimedata`). Throws the same errors as `roles.list`. */
  intentRealtimeData(query: IntentQuery): Promise<IntentRecord[]>;
  /**
   * Lists the agents with their status in each bucket of an interval
   * (`POST /agentassist/api/public/analytics/1.1/account/{accountId}/userstatus`, or the older form without `1.1`).
   *
   * @throws ConfigError immediately; while iterating the same errors as `roles.list`
   */
  userStatus(query: UserStatusQuery): PagedList<AgentStatus, UserStatusPage>;
}

export function createSmartAssist(call: CallApi): SmartAssist {
  return {
    ...createUserStatus(call),
    async intentRealtimeData(query) {
      const operation = 'read the intents of SmartAssist';
      const { botId, accountId, signal } = requireObject(operation, query);
      const answer = await call({
        operation,
        method: 'POST',
        path: `/api/public/bot/${pathSegment(operation, 'botId', botId)}/intentrealtimedata`,
        headers: { accountId: headerValue(operation, 'accountId', accountId), Format: 'application/json' },
        access: ACCESS.intentRealtimeData,
        bucket: `contact center ${accountId}`,
        limit: CONTACT_CENTER_LIMIT,
        repeatable: true,
        signal,
      });
      return readArray<IntentRecord>(operation, answer);
    },
  };
}
