import type { Clock } from '../lib/clock.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { inPath, refuse, requireTexts } from './check.js';
import { type Outcome, outcomeOf, type WaitOptions, waitUntilOver } from './job.js';
import { readRecord } from './json.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';

/** Whose data, and of which bots: exactly one of `botIds` and `fromAllBots`. */
export type EraseRequest = CallOptions & {
  /** Kore user ids (an e-mail address or `u-…`) or channel user ids. */
  userIds: readonly string[];
} & (
    | { /** `st-…` */ botIds: readonly string[]; fromAllBots?: false }
    | { /** Of every bot of the organisation (`RemoveDataFromAllBots`). */ fromAllBots: true; botIds?: undefined }
  );

/** The answer to `erase` (public-apis: Delete Customer Data). */
export interface EraseAccepted {
  /** `eud-…` */
  requestId: string;
  /** `in-progress` in the sample. */
  status?: string;
  [other: string]: unknown;
}

/** How far the erasure is: an entry for each user that is dealt with. */
export interface EraseStatus {
  _id: string;
  /** ISO-8601, or what older servers print. */
  createdOn?: string;
  lastUpdatedOn?: string;
  RemoveDataFromAllBots?: boolean;
  response?: { userId?: string; status?: string; [other: string]: unknown }[];
  [other: string]: unknown;
}

/** How to wait for an erasure. */
export interface EraseWaitOptions extends WaitOptions<EraseStatus> {
  /** How many users were asked for: it is over when each has an entry. @default 1 */
  users?: number;
}

/** An erasure that was accepted. */
export interface EraseJob {
  readonly id: string;
  readonly accepted: EraseAccepted;
  /** Resolves when each user has a result. @throws JobFailedError when one of them failed; ConnectionError `timeout` or `aborted` */
  waitUntilDone(options?: WaitOptions<EraseStatus>): Promise<EraseStatus>;
}

/** Needs an app of the Bots Admin Console with the scope Profile Management > Delete Users Data (seeds). */
export interface CustomerData {
  /**
   * `DELETE /api/public/bot/eraseUsersData`. CANNOT BE UNDONE. Never repeated when its outcome is unknown. Users who own an
   * account or a bot, or develop one, are not erased (seeds); how the platform reports that is not documented.
   *
   * @throws ConfigError, HttpError, MissingScopeError, TokenError, ConnectionError, ProtocolError
   */
  erase(request: EraseRequest): Promise<EraseJob>;
  /** `GET /api/public/bot/eraseUsersData/status/{id}`, once. */
  status(requestId: string, options?: CallOptions): Promise<EraseStatus>;
  /** The same until it is over, for an erasure that began elsewhere. */
  waitForErase(requestId: string, options?: EraseWaitOptions): Promise<EraseStatus>;
}

export function createCustomerData(call: CallApi, clock: Clock): CustomerData {
  async function status(requestId: string, { signal }: CallOptions = {}): Promise<EraseStatus> {
    const what = 'read the status of an erasure';
    const answer = await call({
      what,
      method: 'GET',
      path: `/api/public/bot/eraseUsersData/status/${inPath(what, 'the id of the request', requestId)}`,
      access: ACCESS.erase,
      bucket: 'account',
      limit: AUTOMATION_LIMIT,
      repeatable: true,
      signal,
    });
    return readRecord<EraseStatus>(what, answer, '_id');
  }

  const waitForErase = (requestId: string, { users = 1, ...options }: EraseWaitOptions = {}) =>
    waitUntilOver(
      'erase the data',
      clock,
      (own) => status(requestId, own),
      (each) => judge(each, users),
      options,
    );

  return {
    status,
    waitForErase,
    async erase({ userIds, botIds, fromAllBots = false, signal }) {
      const what = 'erase customer data';
      const users = [...new Set(requireTexts(what, 'userIds', userIds))];
      if (fromAllBots === (botIds !== undefined)) throw refuse(what, 'pass either botIds or fromAllBots: true');
      const answer = await call({
        what,
        method: 'DELETE',
        path: '/api/public/bot/eraseUsersData',
        body: {
          userIds: users,
          ...(botIds && { botIds: requireTexts(what, 'botIds', botIds) }),
          RemoveDataFromAllBots: fromAllBots,
        },
        access: ACCESS.erase,
        bucket: 'account',
        limit: AUTOMATION_LIMIT,
        repeatable: false,
        signal,
      });
      const accepted = readRecord<EraseAccepted>(what, answer, 'requestId');
      return {
        id: accepted.requestId,
        accepted,
        waitUntilDone: (options) => waitForErase(accepted.requestId, { ...options, users: users.length }),
      };
    },
  };
}

/** The status has no word for the whole: it is over when every user has a result (public-apis, inferred). */
function judge({ response = [] }: EraseStatus, users: number): Outcome {
  const outcomes = response.map((entry) => outcomeOf(entry.status));
  if (outcomes.length < users || outcomes.includes('running')) return 'running';
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  return failed === 0 ? 'done' : { failed: `${failed} of ${outcomes.length} users were not erased` };
}
