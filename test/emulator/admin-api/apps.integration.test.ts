import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import type { EmulatorApp } from '../../../src/emulator/index.js';
import type { JwtSignerOptions } from '../../../src/server/index.js';
import { adminOf, failureOf, SECRET, signerOf, startTestEmulator } from '../../admin/setting.js';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const signing = pair();
const encrypting = pair();
const pem = (key: typeof signing.privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const roleType = 'bot' as const;

async function listRoles(app: Partial<EmulatorApp>, signer: Partial<JwtSignerOptions>): Promise<unknown> {
  const full: EmulatorApp = { clientId: 'cs-test', clientSecret: SECRET, ...app };
  const emulator = await startTestEmulator({ admin: { apps: [full] } });
  const own = signerOf(signer);
  return adminOf(emulator, { getJwt: () => own.signForApi() })
    .roles.list({ roleType })
    .toArray();
}

it.each(['HS256', 'HS384', 'HS512'] as const)(
  'takes %s where the app is set to it, and nothing else',
  async (algorithm) => {
    expect(await listRoles({ algorithm }, { algorithm })).toHaveLength(3);
    const other = algorithm === 'HS256' ? 'HS512' : 'HS256';
    expect((await failureOf(listRoles({ algorithm }, { algorithm: other }))).message).toContain('invalid algorithm');
  },
);

it.each(['RS256', 'RS384', 'RS512'] as const)(
  'takes %s with the public key of the app, as PEM and as JWK',
  async (algorithm) => {
    const signer = {
      algorithm,
      clientSecret: undefined,
      privateKey: pem(signing.privateKey),
    } as unknown as JwtSignerOptions;
    const publicKeys = [
      signing.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      signing.publicKey.export({ format: 'jwk' }) as NonNullable<Exclude<EmulatorApp['publicKey'], string>>,
    ];
    for (const publicKey of publicKeys) expect(await listRoles({ algorithm, publicKey }, signer)).toHaveLength(3);
  },
);

it('does not take a public key for an HMAC secret', async () => {
  const publicKey = signing.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const error = await failureOf(
    listRoles({ algorithm: 'RS256', publicKey }, { algorithm: 'HS256', clientSecret: publicKey }),
  );
  expect(error).toMatchObject({ code: 'XO_JWT_REJECTED', message: expect.stringContaining('invalid algorithm') });
});

it('enforces JTI: there, new each time, and for an hour at most', async () => {
  const signer = signerOf();
  const fresh = await signer.signForApi();
  expect(await listRoles({ requireJti: true }, {})).toHaveLength(3);
  expect((await failureOf(listRoles({ requireJti: true }, { jti: false }))).message).toContain(
    '"jti" claim is required',
  );
  const emulator = await startTestEmulator();
  const admin = adminOf(emulator, { getJwt: () => fresh });
  await admin.roles.list({ roleType }).first();
  expect((await failureOf(admin.roles.list({ roleType }).first())).message).toContain('possibly a replay');
});

it('reads the pages of an app that enforces JTI, a JWT for each', async () => {
  const apps = [{ clientId: 'cs-test', clientSecret: SECRET, requireJti: true }];
  const admin = adminOf(await startTestEmulator({ admin: { apps } }), { jti: true });
  expect(await admin.roles.list({ roleType, limit: 1 }).toArray()).toHaveLength(3);
});

it('enforces JWE: signed, then encrypted for the key of the app', async () => {
  const app = { jweKey: pem(encrypting.privateKey) };
  const publicKey = encrypting.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  for (const contentAlgorithm of ['A128CBC-HS256', 'A128GCM', 'A256GCM'] as const) {
    expect(await listRoles(app, { encryption: { publicKey, contentAlgorithm, keyId: 'k' } })).toHaveLength(3);
  }
  expect((await failureOf(listRoles(app, {}))).message).toContain('the app enforces JWE');
});

it('knows an app by appId, spelled exactly so', async () => {
  const emulator = await startTestEmulator();
  const { SignJWT } = await import('jose');
  const jwtWith = (claims: Record<string, string>) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET));
  const get = async (jwt: string) => {
    const response = await fetch(`${emulator.apiUrl}public/roles?roleType=bot`, { headers: { auth: jwt } });
    return [response.status, await response.json()];
  };
  expect((await get(await jwtWith({ sub: '1234567890', appId: 'cs-test' })))[0]).toBe(200);
  for (const name of ['appid', 'App ID', 'app ID']) {
    const refused = { errors: [{ msg: 'Invalid SDK credentials', code: 4002 }] };
    expect(await get(await jwtWith({ sub: '1234567890', [name]: 'cs-test' }))).toEqual([401, refused]);
  }
  expect(await get('no-jwt')).toEqual([
    401,
    { errors: [{ msg: 'error verifying the jwt: jwt malformed', code: 401 }] },
  ]);
});

it('keeps apps of the one side out of the APIs of the other', async () => {
  const admin = async (madeIn: 'platform' | 'console', scopes: string[]) =>
    adminOf(
      await startTestEmulator({ admin: { apps: [{ clientId: 'cs-test', clientSecret: SECRET, madeIn, scopes }] } }),
    );
  const platform = await admin('platform', ['Debug Logs']);
  expect((await failureOf(platform.roles.list({ roleType }).first())).message).toContain(
    'created in the Bots Admin Console',
  );
  const console = await admin('console', ['Profile Management > Role Management']);
  const logs = console.debugLogs.list({ botId: 'st-1', identity: 'x' });
  expect((await failureOf(logs.first())).message).toContain('created in the XO Platform');
});
