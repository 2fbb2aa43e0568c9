import { generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, type EmulatorApp, startEmulator } from '../../../src/emulator/index.js';
import { call, emulators } from '../platform-user.js';

const all = emulators(startEmulator);
afterEach(all.stop);

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = {
  public: publicKey.export({ type: 'spki', format: 'pem' }),
  private: privateKey.export({ type: 'pkcs8', format: 'pem' }),
};
const SECRET = 'a secret of a test, long enough for HS512: 0123456789012345678901234567890123456789';

const start = (...apps: EmulatorApp[]) => all.start({ clientId: 'cs-own', clientSecret: SECRET, admin: { apps } });

function mint(clientId: string, alg: string, claims: object = {}): Promise<string> {
  return new SignJWT({ iss: clientId, sub: 'ann', ...claims })
    .setProtectedHeader({ alg })
    .setExpirationTime('10 minutes')
    .sign(alg.startsWith('RS') ? privateKey : new TextEncoder().encode(SECRET));
}

function encrypt(jwt: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(jwt))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM' })
    .encrypt(publicKey);
}

const grant = ({ apiUrl }: Emulator, assertion: string) =>
  call(`${apiUrl}oAuth/token/jwtgrant`, { json: { assertion } });

describe('an app of admin.apps signs visitors in, as it is set up', () => {
  test.each(['RS256', 'RS512'] as const)('%s', async (algorithm) => {
    const emulator = await start({ clientId: 'cs-rsa', publicKey: String(pem.public), algorithm });
    const { status, body } = await grant(emulator, await mint('cs-rsa', algorithm));
    expect(status).toBe(200);
    expect(body.userInfo).toMatchObject({ identity: 'cs-rsa/ann' });
    // The emulator's own app still does.
    expect((await grant(emulator, await mint('cs-own', 'HS256'))).status).toBe(200);
  });

  test('another algorithm than its own is refused', async () => {
    const emulator = await start({ clientId: 'cs-512', clientSecret: SECRET, algorithm: 'HS512' });
    expect((await grant(emulator, await mint('cs-512', 'HS512'))).status).toBe(200);
    expect(await grant(emulator, await mint('cs-512', 'HS256'))).toMatchObject({
      status: 401,
      body: { errors: [{ msg: 'error verifying the jwt: invalid algorithm' }] },
    });
  });

  test('where it enforces JWE, only what is encrypted for it', async () => {
    const emulator = await start({ clientId: 'cs-jwe', clientSecret: SECRET, jweKey: String(pem.private) });
    const jwt = await mint('cs-jwe', 'HS256');
    expect((await grant(emulator, await encrypt(jwt))).status).toBe(200);
    expect(await grant(emulator, jwt)).toMatchObject({
      status: 401,
      body: { errors: [{ msg: expect.stringContaining('enforces JWE') }] },
    });
  });

  test('where it enforces JTI, each id once', async () => {
    const emulator = await start({ clientId: 'cs-jti', clientSecret: SECRET, requireJti: true });
    expect((await grant(emulator, await mint('cs-jti', 'HS256'))).status).toBe(401);
    const jwt = await mint('cs-jti', 'HS256', { jti: 'once' });
    expect((await grant(emulator, jwt)).status).toBe(200);
    expect((await grant(emulator, jwt)).body.errors).toEqual([
      expect.objectContaining({ msg: 'error verifying the jwt: possibly a replay' }),
    ]);
  });

  test('the emulator’s own app can be set up otherwise, too', async () => {
    const emulator = await start({ clientId: 'cs-own', publicKey: String(pem.public), algorithm: 'RS256' });
    expect((await grant(emulator, await mint('cs-own', 'RS256'))).status).toBe(200);
    expect((await grant(emulator, await mint('cs-own', 'HS256'))).status).toBe(401);
  });
});

test('an app that is not there is refused', async () => {
  expect(await grant(await start(), await mint('cs-other', 'HS256'))).toMatchObject({
    status: 401,
    body: { errors: [{ msg: 'error verifying the jwt: iss is not the client id of a known app' }] },
  });
});
