import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { refuse, requireLimit } from './check.js';
import { readList } from './json.js';
import { createListing, type Listing } from './listing.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';
import { fingerprint, guessedOffsets, readPages } from './read-pages.js';

/**
 * A role as the platform sends it (seeds, "Sample Response"). A permission is a text for admin roles (`YES`, `NO`), and a list
 * of one text for bot roles (`FULL`, `VIEW`, `YES`, `NO`). Names of permissions are an open set.
 */
export interface Role {
  roleType: 'admin' | 'bot' | (string & {});
  /** 24 hexadecimal digits. Admin roles of the sample have none. */
  _id?: string;
  role: string;
  /** Description; may be empty. */
  rDesc?: string;
  permissions?: Record<string, string | string[]>;
  [other: string]: unknown;
}

/** A page of roles (seeds, "Sample Response"). */
export interface RolePage {
  total?: number;
  availableMore?: boolean;
  roles: Role[];
  [other: string]: unknown;
}

/** Roles of which kind. */
export interface RoleQuery extends CallOptions {
  roleType: 'admin' | 'bot';
  /** Roles per call, 1–50 (seeds). @default 50 */
  limit?: number;
}

/** Roles of the account. Needs an app of the Bots Admin Console with the scope Profile Management > Role Management (seeds). */
export interface Roles {
  /**
   * `GET /api/public/roles`.
   *
   * @throws ConfigError at once; while iterating HttpError, MissingScopeError, TokenError, ConnectionError, ProtocolError
   */
  list(query: RoleQuery): Listing<Role, RolePage>;
}

const MAX_LIMIT = 50;

export function createRoles(call: CallApi): Roles {
  return {
    list({ roleType, limit = MAX_LIMIT, signal }) {
      const what = 'list the roles';
      if (roleType !== 'admin' && roleType !== 'bot') throw refuse(what, 'roleType must be admin or bot');
      requireLimit(what, limit, MAX_LIMIT);
      const ask = async (offset: number | undefined) => {
        const answer = await call({
          what,
          method: 'GET',
          path: '/api/public/roles',
          query: { roleType, limit, offset },
          access: ACCESS.roles,
          bucket: 'account',
          limit: AUTOMATION_LIMIT,
          repeatable: true,
          signal,
        });
        return readList<RolePage>(what, answer, 'roles');
      };
      const keyOf = (role: Role) => role._id ?? (role.role === undefined ? fingerprint(role) : `name ${role.role}`);
      return createListing(
        () =>
          readPages<RolePage>({
            what,
            limit,
            ask,
            keysOf: ({ roles }) => roles.map(keyOf),
            saysMore: ({ availableMore }) => availableMore,
            totalOf: ({ total }) => total,
            next: guessedOffsets(limit),
          }),
        ({ roles }) => roles,
        keyOf,
      );
    },
  };
}

/** What a permission allows, whichever way it is written. Undefined where the role does not name it. */
export function permissionOf({ permissions }: Role, name: string): string | undefined {
  const value = permissions && Object.hasOwn(permissions, name) ? permissions[name] : undefined;
  return Array.isArray(value) ? value[0] : value;
}
