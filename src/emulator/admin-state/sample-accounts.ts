import { SEED_ROLES } from './sample-roles.js';

/** The account of the emulator. */
export interface Account {
  readonly accountId: string;
  readonly orgId: string;
  readonly bot: { readonly id: string; readonly name: string };
}

/** Agents of SmartAssist in the form of UserStatus (docs/public-apis.md §15). */
export function sampleAgents() {
  return ['Demo', 'Second'].map((firstName, index) => ({
    userId: `u-00000000-0000-5000-8000-0000000000a${index + 1}`,
    firstName,
    lastName: 'Agent',
    email: `${firstName.toLowerCase()}.agent@example.com`,
    customId: '',
  }));
}

/** Users of the account in the shape of the documents' sample (docs/public-apis.md §5): an owner, a developer, a tester. */
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
