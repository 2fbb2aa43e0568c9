import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { permissionOf, type RolePage } from '../../src/admin/index.js';
import { adminOf, failureOf, signerOf, startTestEmulator } from './setting.js';

const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/admin/${name}.json`, import.meta.url), 'utf8')) as RolePage;

describe('roles', () => {
  it.each(['admin', 'bot'] as const)('returns the documented %s roles, field for field', async (roleType) => {
    const admin = adminOf(await startTestEmulator());
    expect(await admin.roles.list({ roleType }).toArray()).toEqual(sample(`roles-${roleType}`).roles);
  });

  it('reads all pages, and returns each page as it came', async () => {
    const admin = adminOf(await startTestEmulator());
    const roles = admin.roles.list({ roleType: 'bot', limit: 2 });
    const pages = [];
    for await (const page of roles.pages()) pages.push(page);
    expect(pages.map(({ total, hasMore, roles: { length } }) => ({ total, hasMore, length }))).toEqual([
      { total: 3, hasMore: true, length: 2 },
      { total: 3, hasMore: false, length: 1 },
    ]);
    expect((await roles.toArray()).map(({ role }) => role)).toEqual(['Bot Owner', 'Bot Developer', 'Bot Tester']);
    expect((await roles.first()).roles).toHaveLength(2);
  });

  it('reads permissions of both forms', async () => {
    const [admin] = sample('roles-admin').roles;
    const [bot] = sample('roles-bot').roles;
    expect(permissionOf(admin!, 'Invite')).toBe('YES');
    expect(permissionOf(bot!, 'Tasks')).toBe('FULL');
    expect(permissionOf(bot!, 'constructor')).toBeUndefined();
  });

  it('keeps fields it does not know', async () => {
    const roles = [{ roleType: 'bot' as const, role: 'New', permissions: {}, colour: { red: 1 } }];
    const admin = adminOf(await startTestEmulator({ admin: { roles } }));
    expect(await admin.roles.list({ roleType: 'bot' }).toArray()).toEqual(roles);
  });

  it('refuses parameters that the platform would refuse', async () => {
    const admin = adminOf(await startTestEmulator());
    const wrong = 'manager' as 'admin';
    expect(() => admin.roles.list({ roleType: wrong })).toThrow('unable to list the roles; roleType must be');
    expect(() => admin.roles.list({ roleType: 'bot', limit: 51 })).toThrow('limit must be a whole number from 1 to 50');
  });

  it('names the scope that an app lacks, and where to grant it', async () => {
    const apps = [{ clientId: 'cs-test', clientSecret: 'x'.repeat(64), scopes: ['Bot Publish > Publish'] }];
    const emulator = await startTestEmulator({ admin: { apps } });
    const signer = signerOf({ clientSecret: 'x'.repeat(64) });
    const admin = adminOf(emulator, { getJwt: () => signer.signForApi() });
    expect(await failureOf(admin.roles.list({ roleType: 'bot' }).toArray())).toMatchObject({
      name: 'MissingScopeError',
      status: 403,
      retryable: false,
      scopes: ['Profile Management > Role Management'],
      hint: expect.stringContaining('“Profile Management > Role Management” in the Bots Admin Console'),
    });
  });
});
