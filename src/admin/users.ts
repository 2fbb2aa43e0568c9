import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { requireLimit } from './check.js';
import { readList } from './json.js';
import { createListing, type Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';
import { fingerprint, guessedOffsets, readPages } from './read-pages.js';

/** A role of a user in one bot. */
export interface BotRole {
  roleId?: string;
  roleName?: string;
  groups?: unknown[];
  /** `st-…` */
  botId?: string;
  botName?: string;
  [other: string]: unknown;
}

/** A user of the account with their roles (public-apis: Get User Roles Details). */
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
  /** Empty in the documents' samples; of a related API `{ roleId, roleName }`. */
  adminRoles?: { roleId?: string; roleName?: string; [other: string]: unknown }[];
  [other: string]: unknown;
}

/** A page of users. */
export interface UserRolesPage {
  total?: number;
  availableMore?: boolean;
  users: UserRoles[];
  [other: string]: unknown;
}

/** How to read the users. */
export interface UserQuery extends CallOptions {
  /** Users per call, 1–50. The documents name no maximum here; 50 is that of the siblings. @default 50 */
  limit?: number;
}

/** Users of the account. Needs an app of the Bots Admin Console with the scope Profile Management > Role Management (seeds). */
export interface Users {
  /** `GET /api/public/alluserroles`. Throws as `roles.list` does. */
  list(query?: UserQuery): Listing<UserRoles, UserRolesPage>;
}

const MAX_LIMIT = 50;

export function createUsers(call: CallApi): Users {
  return {
    list({ limit = MAX_LIMIT, signal } = {}) {
      const what = 'list the users and their roles';
      requireLimit(what, limit, MAX_LIMIT);
      const ask = async (offset: number | undefined) => {
        const answer = await call({
          what,
          method: 'GET',
          path: '/api/public/alluserroles',
          query: { limit, offset },
          access: ACCESS.userRoles,
          bucket: 'account',
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readList<UserRolesPage>(what, answer, 'users');
      };
      const keyOf = (user: UserRoles) => String(user.userId ?? user.username ?? fingerprint(user));
      return createListing(
        () =>
          readPages<UserRolesPage>({
            what,
            limit,
            ask,
            keysOf: ({ users }) => users.map(keyOf),
            saysMore: ({ availableMore }) => availableMore,
            totalOf: ({ total }) => total,
            next: guessedOffsets(limit),
          }),
        ({ users }) => users,
        keyOf,
      );
    },
  };
}
