import type { Account } from '../account.js';
import { SEED_ROLES } from './roles.js';

/** Users of the account in the shape of the documents' sample (public-apis: Get User Roles Details): an owner, a developer, a tester. */
export function sampleUsers({ accountId, orgId, bot }: Account) {
  const names = ['Bot Owner', 'Bot Developer', 'Bot Tester'];
  return names.map((roleName, index) => {
    const role = SEED_ROLES.find((each) => each.role === roleName);
    return {
      username: `${roleName.toLowerCase().replace(' ', '.')}@example.com`,
      orgUserId: orgId,
      accountId,
      isDeveloper: index < 2,
      canCreateBot: index === 0,
      userId: `u-00000000-0000-5000-8000-00000000000${index + 1}`,
      btRoles: [{ roleId: role?._id, roleName, groups: [], botId: bot.id, botName: bot.name }],
      adminRoles: [],
    };
  });
}
