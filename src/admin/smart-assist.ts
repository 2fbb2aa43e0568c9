import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { inHeader, inPath } from './check.js';
import { readArray } from './json.js';
import type { Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { CONTACT_CENTER_LIMIT } from './rate-gate.js';
import { type AgentStatus, createUserStatus, type UserStatusPage, type UserStatusQuery } from './user-status.js';

/** A finished session of the flow (public-apis: IntentRealtimeData). */
export interface IntentRecord {
  intent?: string[];
  /** A phone number; for rtm an id or e-mail address. */
  ANI?: string;
  DNI?: string;
  channel?: string;
  /** ISO-8601 with offset. */
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

/** Whose sessions. */
export interface IntentQuery extends CallOptions {
  /** `st-…` */
  botId: string;
  /** 24 hexadecimal digits. Required by the platform's documents, as a header; the seeds do not name it. */
  accountId: string;
}

/** Needs the scope SmartAssist Analytics (seeds). */
export interface SmartAssist {
  /** `POST /api/public/bot/{botId}/intentrealtimedata`: the latest 25 sessions. Throws as `roles.list` does. */
  intentRealtimeData(query: IntentQuery): Promise<IntentRecord[]>;
  /**
   * `POST /agentassist/api/public/analytics/1.1/account/{accountId}/userstatus`, or the older form without `1.1`: what every
   * agent was doing in each bucket of an interval.
   *
   * @throws ConfigError at once; while iterating as `roles.list` does
   */
  userStatus(query: UserStatusQuery): Listing<AgentStatus, UserStatusPage>;
}

export function createSmartAssist(call: CallApi): SmartAssist {
  return {
    ...createUserStatus(call),
    async intentRealtimeData({ botId, accountId, signal }) {
      const what = 'read the intents of SmartAssist';
      const answer = await call({
        what,
        method: 'POST',
        path: `/api/public/bot/${inPath(what, 'botId', botId)}/intentrealtimedata`,
        headers: { accountId: inHeader(what, 'accountId', accountId), Format: 'application/json' },
        access: ACCESS.intentRealtimeData,
        bucket: `contact center ${accountId}`,
        limit: CONTACT_CENTER_LIMIT,
        repeatable: true,
        signal,
      });
      return readArray<IntentRecord>(what, answer);
    },
  };
}
