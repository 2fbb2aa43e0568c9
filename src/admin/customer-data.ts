import type { Clock } from '../lib/clock.js';
import { configError, requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { pathSegment, requireTexts } from './check.js';
import { type Outcome, outcomeOf, pollUntilDone, type WaitOptions } from './job.js';
import type { CallOptions } from './options.js';
import { readRecord } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** The options of `customerData.erase()`. Exactly one of `botIds` and `fromAllBots` must be given. */
export type EraseRequest = CallOptions & {
  /** Kore user ids (an e-mail address or `u-…`) or channel user ids. */
  userIds: readonly string[];
} & (
    | { /** `st-…` */ botIds: readonly string[]; fromAllBots?: false }
    | {
        /** Erases the data in every bot of the organisation (`RemoveDataFromAllBots`). */ fromAllBots: true;
        botIds?: undefined;
      }
  );

/** The answer with which the platform accepts an erasure (public-apis.md §12). */
export interface EraseAccepted {
  /** `eud-…` */
  requestId: string;
  /** `in-progress` in the sample. */
  status?: string;
  [other: string]: unknown;
}

/** The status of an erasure, with an entry for each user that has been processed (public-apis.md §13). */
export interface EraseStatus {
  _id: string;
  /** ISO 8601; older servers use another form. */
  createdOn?: string;
  lastUpdatedOn?: string;
  RemoveDataFromAllBots?: boolean;
  response?: { userId?: string; status?: string; [other: string]: unknown }[];
  [other: string]: unknown;
}

/** How to wait for an erasure. */
export interface EraseWaitOptions extends WaitOptions<EraseStatus> {
  /** Number of users in the request. The erasure is over when each of them has an entry. @default 1 */
  users?: number;
}

/** An erasure that the platform has accepted. */
export interface EraseJob {
  readonly id: string;
  readonly accepted: EraseAccepted;
  /** Resolves when every user has a result. @throws JobFailedError when a user was not erased; ConnectionError `XO_TIMEOUT` or `XO_ABORTED` */
  waitUntilDone(options?: WaitOptions<EraseStatus>): Promise<EraseStatus>;
}

/** Erases the data of users. Requires an app of the Bots Admin Console with the scope Profile Management > Delete Users Data. */
export interface CustomerData {
  /**
   * Erases the data of users (`DELETE /api/public/bot/eraseUsersData`). THIS CANNOT BE UNDONE. The platform does not erase users who own
   * an account or a bot, or who develop one; how it reports that is not documented.
   *
   * @throws OutcomeUnknownError when the call was interrupted: it is never repeated automatically. ConfigError, HttpError,
   *   MissingScopeError, TokenError, ConnectionError, ProtocolError
   */
  erase(request: EraseRequest): Promise<EraseJob>;
  /** Reads the status of an erasure once (`GET /api/public/bot/eraseUsersData/status/{id}`). Throws the same errors as `roles.list`. */
  status(requestId: string, options?: CallOptions): Promise<EraseStatus>;
  /**
   * Waits until an erasure is over, for example one that another process has started.
   *
   * @throws JobFailedError when a user was not erased; ConnectionError `XO_TIMEOUT` or `XO_ABORTED`; the same errors as `roles.list`
   */
  waitForErase(requestId: string, options?: EraseWaitOptions): Promise<EraseStatus>;
}

export function createCustomerData(call: CallApi, clock: Clock): CustomerData {
  async function status(requestId: string, { signal }: CallOptions = {}): Promise<EraseStatus> {
    const operation = 'read the status of an erasure';
    const answer = await call({
      operation,
      method: 'GET',
      path: `/api/public/bot/eraseUsersData/status/${pathSegment(operation, 'the id of the request', requestId)}`,
      access: ACCESS.erase,
      bucket: 'account',
      limit: AUTOMATION_LIMIT,
      repeatable: true,
      signal,
    });
    return readRecord<EraseStatus>(operation, answer, '_id');
  }

  const waitForErase = (requestId: string, { users = 1, ...options }: EraseWaitOptions = {}) =>
    pollUntilDone(
      'erase the data',
      clock,
      (own) => status(requestId, own),
      (each) => judge(each, users),
      options,
    );

  return {
    status,
    waitForErase,
    async erase(request) {
      const operation = 'erase customer data';
      const { userIds, botIds, fromAllBots = false, signal } = requireObject(operation, request);
      const users = [...new Set(requireTexts(operation, 'userIds', userIds))];
      if (fromAllBots === (botIds !== undefined))
        throw configError(operation, 'pass either botIds or fromAllBots: true');
      const answer = await call({
        operation,
        method: 'DELETE',
        path: '/api/public/bot/eraseUsersData',
        body: {
          userIds: users,
          ...(botIds && { botIds: requireTexts(operation, 'botIds', botIds) }),
          RemoveDataFromAllBots: fromAllBots,
        },
        access: ACCESS.erase,
        bucket: 'account',
        limit: AUTOMATION_LIMIT,
        repeatable: false,
        signal,
      });
      const accepted = readRecord<EraseAccepted>(operation, answer, 'requestId');
      return {
        id: accepted.requestId,
        accepted,
        waitUntilDone: (options) => waitForErase(accepted.requestId, { ...options, users: users.length }),
      };
    },
  };
}

/** The answer has no status for the whole erasure: it is over when every user has a result (public-apis.md §13). */
function judge({ response = [] }: EraseStatus, users: number): Outcome {
  const outcomes = response.map((entry) => outcomeOf(entry.status));
  if (outcomes.length < users || outcomes.includes('running')) return 'running';
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  return failed === 0 ? 'done' : { failed: `${failed} of ${outcomes.length} users were not erased` };
}
