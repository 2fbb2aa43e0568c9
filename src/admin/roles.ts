import { configError, requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { requireLimit } from './check.js';
import type { CallOptions } from './options.js';
import { createPagedList, type PagedList } from './paged-list.js';
import { fingerprint, guessedOffsets, readPages } from './read-pages.js';
import { readPage } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/**
 * A role as the platform sends it (public-apis.md §4). A permission is a string for admin roles (`YES`, `NO`), and a list of one string
 * for bot roles (`FULL`, `VIEW`, `YES`, `NO`). The platform may add names of permissions.
 */
export interface Role {
  roleType: 'admin' | 'bot' | (string & {});
  /** 24 hexadecimal digits. The admin roles of the sample have none. */
  _id?: string;
  role: string;
  /** Description; may be empty. */
  rDesc?: string;
  permissions?: Record<string, string | string[]>;
  [other: string]: unknown;
}

/** A page of roles (public-apis.md §4). */
export interface RolePage {
  /** Number of roles in the whole list. */
  total?: number;
  /** Whether more roles follow; missing when the platform does not say. The platform calls it `availableMore`. */
  hasMore?: boolean;
  roles: Role[];
  [other: string]: unknown;
}

/** Selects the roles of `roles.list()`. */
export interface RoleQuery extends CallOptions {
  roleType: 'admin' | 'bot';
  /** Roles per request, 1–50. @default 50 */
  limit?: number;
}

/** The roles of the account. Requires an app of the Bots Admin Console with the scope Profile Management > Role Management. */
export interface Roles {
  /**
   * Lists the roles (`GET /api/public/roles`).
   *
   * @throws ConfigError immediately; while iterating HttpError, MissingScopeError, TokenError, ConnectionError, ProtocolError
   */
  list(query: RoleQuery): PagedList<Role, RolePage>;
}

const MAX_LIMIT = 50;

export function createRoles(call: CallApi): Roles {
  return {
    list(query) {
      const operation = 'list the roles';
      const { roleType, limit = MAX_LIMIT, signal } = requireObject(operation, query);
      if (roleType !== 'admin' && roleType !== 'bot') throw configError(operation, 'roleType must be admin or bot');
      requireLimit(operation, limit, MAX_LIMIT);
      const fetchPage = async (offset: number | undefined) => {
        const answer = await call({
          operation,
          method: 'GET',
          path: '/api/public/roles',
          query: { roleType, limit, offset },
          access: ACCESS.roles,
          bucket: 'account',
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readPage<RolePage>(operation, answer, 'roles', 'availableMore');
      };
      const keyOf = (role: Role) => role._id ?? (role.role === undefined ? fingerprint(role) : `name ${role.role}`);
      return createPagedList(
        () =>
          readPages<RolePage>({
            operation,
            limit,
            fetchPage,
            keysOf: ({ roles }) => roles.map(keyOf),
            hasMore: ({ hasMore }) => hasMore,
            totalOf: ({ total }) => total,
            next: guessedOffsets(limit),
          }),
        ({ roles }) => roles,
        keyOf,
      );
    },
  };
}

/** Returns the value of a permission, in whichever of the two forms it is written. Undefined when the role does not have it. */
export function permissionOf({ permissions }: Role, name: string): string | undefined {
  const value = permissions && Object.hasOwn(permissions, name) ? permissions[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
}
