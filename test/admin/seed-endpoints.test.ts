import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACCESS, type ApiAccess } from '../../src/admin/access.js';
import type { AdminClient } from '../../src/admin/index.js';
import { fakeServer } from './fake-server.js';

interface SeedApi {
  source: string;
  method: string[] | null;
  endpoint: string;
  scope?: { builder: string | null; console: string | null };
  consoleOnly: boolean;
}

const SEEDS = JSON.parse(readFileSync(new URL('../fixtures/admin/apis.json', import.meta.url), 'utf8')) as SeedApi[];

/** The calls that should send exactly the documented requests, with these names in place of `{{…}}`. */
const NAMES: Record<string, string> = {
  host: 'bots.example',
  BotID: 'st-1',
  containmentType: 'dropOff',
  version: '1.1',
  identity: 'ann',
  channelType: 'rtm',
  timezone: 'Europe/Berlin',
  BotImportBIR: 'bir-1',
  accountID: 'acc',
};
const botId = 'st-1';
const CALLS: Record<string, [access: ApiAccess, call: (admin: AdminClient) => Promise<unknown>]> = {
  'Get Roles API': [ACCESS.roles, ({ roles }) => roles.list({ roleType: 'bot', limit: 2 }).first()],
  'Get User Roles Details API': [ACCESS.userRoles, ({ users }) => users.list({ limit: 2 }).first()],
  'Sessions History API': [
    ACCESS.sessions,
    (admin) => admin.sessions.list({ botId, containmentType: 'dropOff' }).first(),
  ],
  'Sessions History API, for BAC': [
    ACCESS.sessions,
    ({ sessions }) => sessions.list({ containmentType: 'dropOff' }).first(),
  ],
  'Debug Logs API': [
    ACCESS.debugLogs,
    async ({ debugLogs }) => {
      const query = { botId, identity: 'ann', channelType: 'rtm', minimumInfo: true, timezone: 'Europe/Berlin' };
      // The sample is a later page: 5 entries at 300.
      for await (const _ of debugLogs.list({ ...query, limit: 5 }).pages());
    },
  ],
  'Publish Bot API': [ACCESS.publish, ({ bots }) => bots.publish({ botId, versionComment: 'x' })],
  'Import Bot into an Existing Bot API': [
    ACCESS.botImport,
    ({ bots }) => bots.import({ botId, botDefinition: 'a', configInfo: 'b' }),
  ],
  'Bot Import Status API': [ACCESS.botImport, ({ bots }) => bots.importStatus('bir-1')],
  'Delete Customer Data API': [
    ACCESS.erase,
    ({ customerData }) => customerData.erase({ userIds: ['u-1'], fromAllBots: true }),
  ],
  'Delete Customer Data Status API': [ACCESS.erase, ({ customerData }) => customerData.status(':reqId')],
  IntentRealtimeData: [
    ACCESS.intentRealtimeData,
    ({ smartAssist }) => smartAssist.intentRealtimeData({ botId, accountId: 'acc' }),
  ],
  'UserStatus metric API': [
    ACCESS.userStatus,
    ({ smartAssist }) =>
      smartAssist
        .userStatus({ version: '1', accountId: 'acc', from: '2026-01-01', to: '2026-01-02', granularity: 20 })
        .first(),
  ],
};

describe.each(SEEDS)('$source', ({ source, method, endpoint, scope, consoleOnly }) => {
  const [access, call] = CALLS[source]!;

  it('is called as the documents print it', async () => {
    const { admin, sent } = fakeServer(({ url }) => {
      const offset = Number(url.searchParams.get('offset'));
      const entries = Array.from({ length: 5 }, (_, index) => ({ debugTitle: `step ${offset + index}` }));
      if (url.pathname.endsWith('debuglogs')) return offset < 300 ? entries : [];
      return { roles: [], users: [], sessions: [], _id: 'x', requestId: 'x' };
    });
    await call(admin).catch(() => undefined);
    const printed = new URL(endpoint.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => NAMES[name]!));
    const last = sent.at(-1)!;
    expect(decodeURIComponent(last.url.origin + last.url.pathname)).toBe(printed.origin + printed.pathname);
    expect(Object.fromEntries(last.url.searchParams)).toEqual(Object.fromEntries(printed.searchParams));
    if (method) expect(method).toContain(last.method);
  });

  it('names the scope that the documents name', () => {
    if (scope) expect(access).toEqual(Object.fromEntries(Object.entries(scope).filter(([, name]) => name !== null)));
    if (consoleOnly) expect(access.builder).toBeUndefined();
    expect(access.builder ?? access.console).toBeDefined();
  });
});
