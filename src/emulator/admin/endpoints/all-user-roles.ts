import type { Answer, Exchange } from '../../http/exchange.js';
import type { Platform } from '../../platform.js';
import { authorise } from '../authorise.js';
import { numberedPage } from '../numbered-page.js';
import { fromQuery } from '../read-parameters.js';

/** `GET public/alluserroles?limit=` (seeds, "Get User Roles Details API"). */
export async function allUserRoles(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'alluserroles', 'account');
  const { items, ...page } = numberedPage(platform.admin.users, fromQuery(exchange.query));
  return { body: { ...page, users: items } };
}
