import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { fromQuery, numberedPage } from './parameters.js';

/** `GET public/roles?roleType=bot|admin&limit=` (docs/public-apis.md §4). */
export async function roles(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'roles', 'account');
  const { roleType, ...paging } = fromQuery(exchange.query);
  if (roleType !== 'admin' && roleType !== 'bot') throw new ApiError(400, 'roleType must be admin or bot');
  const all = platform.admin.roles.filter((role) => role.roleType === roleType);
  const { items, ...page } = numberedPage(all, paging);
  return { body: { ...page, roles: items } };
}

/** `GET public/alluserroles?limit=` (docs/public-apis.md §5). */
export async function allUserRoles(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'alluserroles', 'account');
  const { items, ...page } = numberedPage(platform.admin.users, fromQuery(exchange.query));
  return { body: { ...page, users: items } };
}
