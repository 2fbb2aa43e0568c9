import { describe, expect, it } from 'vitest';
import { type AdminClient, MissingScopeError } from '../../src/admin/index.js';
import { adminOf, BOT, failureOf, hurriedClock, SECRET, signerOf, startTestEmulator } from './setting.js';

/** One of the APIs, called with the fewest options. */
interface Api {
  name: string;
  call: (admin: AdminClient, signal?: AbortSignal) => Promise<unknown>;
  /** The scope of the API, and the console in which an app with this scope is made. */
  scope: string;
  madeIn: 'platform' | 'console';
  /** A request with parameters that the server must reject. */
  wrong: { method: string; path: string; body?: object };
  /** Whether the call may be repeated after a 5xx or an interruption. */
  repeatable: boolean;
}

const accountId = 'a'.repeat(24);
const botId = BOT.id;
const bot = `/api/public/bot/${botId}`;
const week = { dateFrom: '2026-01-01', dateTo: '2026-01-31' };

const APIS: Api[] = [
  {
    name: 'Get Roles',
    call: ({ roles }, signal) => roles.list({ roleType: 'bot', signal }).first(),
    scope: 'Profile Management > Role Management',
    madeIn: 'console',
    wrong: { method: 'GET', path: '/api/public/roles?roleType=bot&limit=51' },
    repeatable: true,
  },
  {
    name: 'Get User Roles Details',
    call: ({ users }, signal) => users.list({ signal }).first(),
    scope: 'Profile Management > Role Management',
    madeIn: 'console',
    wrong: { method: 'GET', path: '/api/public/alluserroles?limit=0' },
    repeatable: true,
  },
  {
    name: 'Sessions History',
    call: ({ sessions }, signal) => sessions.list({ botId, signal }).first(),
    scope: 'Bot Sessions',
    madeIn: 'platform',
    wrong: { method: 'POST', path: `${bot}/getSessions`, body: week },
    repeatable: true,
  },
  {
    name: 'Sessions History of the account',
    call: ({ sessions }, signal) => sessions.list({ signal }).first(),
    scope: 'Bot Analytics > Bot Sessions',
    madeIn: 'console',
    wrong: { method: 'POST', path: '/api/public/getSessions', body: { sessionId: Array(51).fill('x') } },
    repeatable: true,
  },
  {
    name: 'Conversation History',
    call: ({ conversations }, signal) => conversations.list({ botId, signal }).first(),
    scope: 'Chat History',
    madeIn: 'platform',
    wrong: { method: 'GET', path: `${bot}/getMessages?limit=1` },
    repeatable: true,
  },
  {
    name: 'Conversation History of the account',
    call: ({ conversations }, signal) => conversations.list({ signal }).first(),
    scope: 'Bot Analytics > Chat History',
    madeIn: 'console',
    wrong: { method: 'POST', path: '/api/public/getMessages', body: week },
    repeatable: true,
  },
  {
    name: 'Debug Logs',
    call: ({ debugLogs }, signal) => debugLogs.list({ botId, identity: 'ann', signal }).first(),
    scope: 'Debug Logs',
    madeIn: 'platform',
    wrong: { method: 'GET', path: `/api/1.1/${botId}/debuglogs?limit=5` },
    repeatable: true,
  },
  {
    name: 'Publish Bot',
    call: ({ bots }, signal) => bots.publish({ botId, versionComment: 'x', signal }),
    scope: 'Bot Publish > Publish',
    madeIn: 'console',
    wrong: { method: 'POST', path: `${bot}/publish`, body: {} },
    repeatable: false,
  },
  {
    name: 'Import Bot into an Existing Bot',
    call: ({ bots }, signal) => bots.import({ botId, botDefinition: 'x', configInfo: 'x', signal }),
    scope: 'Bot Definition > Bot Import',
    madeIn: 'console',
    wrong: { method: 'POST', path: `${bot}/import`, body: { botDefinition: 'x' } },
    repeatable: false,
  },
  {
    name: 'Bot Import Status',
    call: ({ bots }, signal) => bots.importStatus('bir-1', { signal }),
    scope: 'Bot Definition > Bot Import',
    madeIn: 'console',
    wrong: { method: 'GET', path: '/api/public/bot/import/status/bir-1' },
    repeatable: true,
  },
  {
    name: 'Delete Customer Data',
    call: ({ customerData }, signal) => customerData.erase({ userIds: ['ann'], fromAllBots: true, signal }),
    scope: 'Profile Management > Delete Users Data',
    madeIn: 'console',
    wrong: { method: 'DELETE', path: '/api/public/bot/eraseUsersData', body: { userIds: ['ann'] } },
    repeatable: false,
  },
  {
    name: 'Delete Customer Data Status',
    call: ({ customerData }, signal) => customerData.status('eud-1', { signal }),
    scope: 'Profile Management > Delete Users Data',
    madeIn: 'console',
    wrong: { method: 'GET', path: '/api/public/bot/eraseUsersData/status/eud-1' },
    repeatable: true,
  },
  {
    name: 'IntentRealtimeData',
    call: ({ smartAssist }, signal) => smartAssist.intentRealtimeData({ botId, accountId, signal }),
    scope: 'SmartAssist Analytics',
    madeIn: 'platform',
    wrong: { method: 'POST', path: `${bot}/intentrealtimedata` },
    repeatable: true,
  },
  {
    name: 'UserStatus 1.1',
    call: ({ smartAssist }, signal) =>
      smartAssist
        .userStatus({ accountId, botId, from: '2026-01-01', to: '2026-01-01', granularity: 'PT1H', signal })
        .first(),
    scope: 'SmartAssist Analytics',
    madeIn: 'platform',
    wrong: { method: 'POST', path: `/agentassist/api/public/analytics/1.1/account/${accountId}/userstatus`, body: {} },
    repeatable: true,
  },
  {
    name: 'UserStatus',
    call: ({ smartAssist }, signal) =>
      smartAssist
        .userStatus({ version: '1', accountId, from: '2026-01-01', to: '2026-01-01', granularity: 20, signal })
        .first(),
    scope: 'SmartAssist Analytics',
    madeIn: 'platform',
    wrong: { method: 'POST', path: `/agentassist/api/public/analytics/account/${accountId}/userstatus`, body: {} },
    repeatable: true,
  },
];

const appWith = (scopes: string[], madeIn: Api['madeIn']) => ({
  admin: { apps: [{ clientId: 'cs-test', clientSecret: SECRET, scopes, madeIn }] },
});
const always = (action: object) => [{ match: { at: 'http' as const }, action: action as { type: 'timeout' } }];

describe.each(APIS)('$name', ({ call, scope, madeIn, wrong, repeatable }) => {
  it('rejects a JWT of another secret, and never shows a JWT', async () => {
    const emulator = await startTestEmulator();
    const signer = signerOf({ clientSecret: 'another-secret'.repeat(5) });
    let jwt = '';
    const getJwt = async () => {
      jwt = await signer.signForApi();
      return jwt;
    };
    const error = await failureOf(call(adminOf(emulator, { getJwt })));
    expect(error).toMatchObject({ name: 'TokenError', code: 'XO_JWT_REJECTED', cause: { status: 401 } });
    expect(error.message).toMatch(/^unable to .*; the answer was error verifying the jwt: invalid signature$/);
    expect(JSON.stringify([error.message, error.stack, error.cause, { ...error }])).not.toContain(jwt);
  });

  it('is open to an app with its scope, and closed to one without, with an error that names the scope', async () => {
    const open = adminOf(await startTestEmulator(appWith([scope], madeIn)));
    const answer = await call(open).catch((error: unknown) => error);
    expect(answer).not.toBeInstanceOf(MissingScopeError);
    const closed = adminOf(await startTestEmulator(appWith([], madeIn)));
    const error = await failureOf(call(closed));
    expect(error).toBeInstanceOf(MissingScopeError);
    expect(error).toMatchObject({
      name: 'MissingScopeError',
      code: 'XO_SCOPE_MISSING',
      status: 403,
      retryable: false,
      cause: { name: 'HttpError', code: 'XO_HTTP_STATUS' },
    });
    expect((error as MissingScopeError).scopes).toContain(scope);
    expect((error as MissingScopeError).hint).toContain(`“${scope}”`);
  });

  it('refuses wrong parameters in the platform’s form', async () => {
    const emulator = await startTestEmulator();
    const { method, path, body } = wrong;
    const response = await fetch(emulator.url + path, {
      method,
      headers: { auth: await signerOf().signForApi(), 'content-type': 'application/json', iId: botId },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect([400, 404]).toContain(response.status);
    expect(await response.json()).toEqual({ errors: [{ msg: expect.any(String), code: response.status }] });
  });

  it('obeys Retry-After, and repeats the call with another JWT', async () => {
    const rule = {
      match: { at: 'http' as const },
      action: { type: 'status' as const, status: 429, retryAfter: 1 },
      count: 1,
    };
    const emulator = await startTestEmulator({ faults: [rule] });
    const jwts = new Set<string>();
    const signer = signerOf();
    const getJwt = async () => {
      const jwt = await signer.signForApi();
      jwts.add(jwt);
      return jwt;
    };
    const { clock, waits } = hurriedClock();
    const outcome = await call(adminOf(emulator, { getJwt, clock, retries: 1 })).catch((error: unknown) => error);
    expect(waits).toContain(1000);
    expect(outcome).not.toMatchObject({ code: 'XO_HTTP_RATE_LIMITED' });
    expect(jwts.size).toBe(2);
  });

  it('ends on a long rate limit with the time that the platform asked for', async () => {
    const faults = always({ type: 'status', status: 429, retryAfter: 7 });
    const admin = adminOf(await startTestEmulator({ faults }), { retries: 3, maxWaitMs: 100 });
    expect(await failureOf(call(admin))).toMatchObject({
      code: 'XO_HTTP_RATE_LIMITED',
      status: 429,
      retryAfterMs: 7000,
    });
  });

  it(`is ${repeatable ? 'asked again' : 'never repeated'} after a 503`, async () => {
    const rule = { match: { at: 'http' as const }, action: { type: 'status' as const, status: 503 }, count: 1 };
    const emulator = await startTestEmulator({ faults: [rule] });
    const outcome = await call(adminOf(emulator, { retries: 1, random: () => 0 })).catch((error: unknown) => error);
    if (repeatable) expect(outcome).not.toMatchObject({ code: 'XO_HTTP_UNAVAILABLE' });
    else {
      const cause = { code: 'XO_HTTP_UNAVAILABLE', status: 503 };
      expect(outcome).toMatchObject({ code: 'XO_OUTCOME_UNKNOWN', retryable: false, cause });
    }
  });

  it('ends immediately when it is aborted, and after the timeout without an answer', async () => {
    const emulator = await startTestEmulator({ faults: always({ type: 'timeout' }) });
    const stop = new AbortController();
    const sent = failureOf(call(adminOf(emulator), stop.signal));
    await expect.poll(() => emulator.faults.hits.length).toBe(1);
    stop.abort();
    expect(await sent).toMatchObject({ name: 'ConnectionError', code: 'XO_ABORTED' });
    const late = await failureOf(call(adminOf(emulator, { timeoutMs: 30 })));
    const timeout = { name: 'ConnectionError', code: 'XO_TIMEOUT', retryable: true };
    expect(late).toMatchObject(repeatable ? timeout : { code: 'XO_OUTCOME_UNKNOWN', retryable: false, cause: timeout });
  });
});
