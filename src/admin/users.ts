import { requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { requireLimit } from './check.js';
import type { CallOptions } from './options.js';
import { createPagedList, type PagedList } from './paged-list.js';
import { fingerprint, guessedOffsets, readPages } from './read-pages.js';
import { readPage } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** A role that a user has in one bot. */
export interface BotRole {
  roleId?: string;
  roleName?: string;
  groups?: unknown[];
  /** `st-…` */
  botId?: string;
  botName?: string;
  [other: string]: unknown;
}

/** A user of the account with their roles (public-apis.md §5). */
export interface UserRoles {
  /** `u-…` */
  userId: string;
  /** An e-mail address. */
  username?: string;
  orgUserId?: string;
  accountId?: string;
  isDeveloper?: boolean | number;
  canCreateBot?: boolean | number;
  btRoles?: BotRole[];
  /** Empty in the samples of the documents; a related API has `{ roleId, roleName }`. */
  adminRoles?: { roleId?: string; roleName?: string; [other: string]: unknown }[];
  [other: string]: unknown;
}

/** A page of users. */
export interface UserRolesPage {
  /** Number of users in the whole list. */
  total?: number;
  /** Whether more users follow; missing when the platform does not say. The platform calls it `availableMore`. */
  hasMore?: boolean;
  users: UserRoles[];
  [other: string]: unknown;
}

/** Options of `users.list()`. */
export interface UserQuery extends CallOptions {
  /** Users per request, 1–50. The documents name no maximum here; related APIs have 50. @default 50 */
  limit?: number;
}

/** The users of the account. Requires an app of the Bots Admin Console with the scope Profile Management > Role Management. */
export interface Users {
  /** Lists the users (`GET /api/public/alluserroles`). Throws the same errors as `roles.list`. */
  list(query?: UserQuery): PagedList<UserRoles, UserRolesPage>;
}

const MAX_LIMIT = 50;

export function createUsers(call: CallApi): Users {
  return {
    list(query = {}) {
      const operation = 'list the users and their roles';
      const { limit = MAX_LIMIT, signal } = requireObject(operation, query);
      requireLimit(operation, limit, MAX_LIMIT);
      const fetchPage = async (offset: number | undefined) => {
        const answer = await call({
          operation,
          method: 'GET',
          path: '/api/public/alluserroles',
          query: { limit, offset },
          access: ACCESS.userRoles,
          bucket: 'account',
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readPage<UserRolesPage>(operation, answer, 'users', 'availableMore');
      };
      const keyOf = (user: UserRoles) => String(user.userId ?? user.username ?? fingerprint(user));
      return createPagedList(
        () =>
          readPages<UserRolesPage>({
            operation,
            limit,
            fetchPage,
            keysOf: ({ users }) => users.map(keyOf),
            hasMore: ({ hasMore }) => hasMore,
            totalOf: ({ total }) => total,
            next: guessedOffsets(limit),
          }),
        ({ users }) => users,
        keyOf,
      );
    },
  };
}
