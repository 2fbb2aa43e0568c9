import type { EraseJob, EraseTarget } from '../admin-state/erase-jobs.js';
import type { Answer, Exchange } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import { authorise } from './authorise.js';
import { isUser } from './find-sessions.js';
import { flag, texts } from './parameters.js';

/**
 * `DELETE public/bot/eraseUsersData` (docs/public-apis.md §12). Erases the messages of the given users after
 * `admin.jobMs`, except those of users of the account, who own or develop a bot.
 */
export async function eraseUsersData(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'eraseUsersData', 'account');
  const body = await exchange.json();
  const userIds = texts(body, 'userIds') ?? [];
  if (userIds.length === 0) throw new ApiError(400, 'userIds is mandatory');
  const fromAllBots = flag(body, 'RemoveDataFromAllBots');
  const botIds = texts(body, 'botIds') ?? [];
  if (!fromAllBots && botIds.length === 0) throw new ApiError(400, 'botIds is mandatory');

  const targets = userIds.map((name) => toTarget(platform, name));
  const job = { fromAllBots, isOurs: fromAllBots || botIds.includes(platform.settings.bot.id), targets };
  const id = platform.admin.erasures.start(job);
  finishLater(platform, id, job);
  return { body: { requestId: id, status: 'in-progress' } };
}

/** `GET public/bot/eraseUsersData/status/:requestId` (docs/public-apis.md §13). */
export async function eraseStatus(platform: Platform, exchange: Exchange): Promise<Answer> {
  await authorise(platform, exchange, 'eraseStatus', 'account');
  const body = platform.admin.erasures.describe(exchange.params.requestId ?? '');
  if (!body) throw new ApiError(404, 'Request not found');
  return { body };
}

/** Continues the erasures that were not finished when the emulator stopped. */
export function resumeErasures(platform: Platform): void {
  for (const [id, job] of platform.admin.erasures.pending()) finishLater(platform, id, job);
}

function finishLater(platform: Platform, id: string, { isOurs, targets }: Pick<EraseJob, 'isOurs' | 'targets'>): void {
  const { erasures, jobMs } = platform.admin;
  platform.timers.after(jobMs, () => {
    if (isOurs) erase(platform, targets);
    erasures.finish(id);
  });
}

function toTarget({ users, admin }: Platform, name: string): EraseTarget {
  const userId = users.all().find((user) => isUser(user, name))?.id ?? name;
  return { userId, mayErase: !admin.users.some((user) => user.userId === name || user.username === name) };
}

function erase(platform: Platform, targets: readonly EraseTarget[]): void {
  const ids = new Set(targets.filter(({ mayErase }) => mayErase).map(({ userId }) => userId));
  for (const { user, log } of platform.conversations()) if (ids.has(user.id)) log.clear();
}
