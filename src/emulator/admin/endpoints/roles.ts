import type { Answer, Exchange } from '../../http/exchange.js';
import { PlatformError } from '../../http/platform-error.js';
import type { Platform } from '../../platform.js';
import { authorise } from '../authorise.js';
import { numberedPage } from '../numbered-page.js';
import { fromQuery } from '../read-parameters.js';

/** `GET public/roles?roleType=bot|admin&limit=` (seeds, "Get Roles API"). */
export async function roles(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'roles', 'account');
  const { roleType, ...paging } = fromQuery(exchange.query);
  if (roleType !== 'admin' && roleType !== 'bot') throw new PlatformError(400, 'roleType must be admin or bot');
  const all = platform.admin.roles.filter((role) => role.roleType === roleType);
  const { items, ...page } = numberedPage(all, paging);
  return { body: { ...page, roles: items } };
}
