import { expect, it } from 'vitest';
import { adminOf, BOT, startTestEmulator } from './setting.js';

it('reads all users with their roles, page after page', async () => {
  const admin = adminOf(await startTestEmulator());
  const list = admin.users.list({ limit: 2 });
  expect(await list.first()).toMatchObject({ total: 3, availableMore: true });
  const users = await list.toArray();
  expect(users.map(({ btRoles }) => btRoles?.[0]?.roleName)).toEqual(['Bot Owner', 'Bot Developer', 'Bot Tester']);
  expect(users[0]).toMatchObject({ username: 'bot.owner@example.com', adminRoles: [], btRoles: [{ botId: BOT.id }] });
});
