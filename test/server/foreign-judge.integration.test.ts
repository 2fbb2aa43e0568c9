import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, type EmulatorApp, startEmulator } from '../../src/emulator/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { createJwtSigner, type JwtSignerOptions } from '../../src/server/index.js';
import { readJwe, readJws, writeJwe, writeJws } from './by-hand.js';

/**
 * Tokens of this package verify with node:crypto only, and the emulator accepts tokens that are made with node:crypto only: for
 * every algorithm, plain and encrypted in every documented way.
 */
const SECRET = 'a-secret-of-sixty-four-bytes-that-is-long-enough-for-every-hmac-0';
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();

const ALGORITHMS = ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'] as const;
const ENCRYPTIONS = [undefined, 'A128CBC-HS256', 'A128GCM', 'A256GCM'] as const;
type Algorithm = (typeof ALGORITHMS)[number];
type Encryption = (typeof ENCRYPTIONS)[number];
const CASES = ALGORITHMS.flatMap((alg) => ENCRYPTIONS.map((enc) => [alg, enc] as const));

const isHmac = (alg: Algorithm) => alg.startsWith('HS');
const clientIdOf = (alg: Algorithm, isEncrypted: boolean) => `cs-${alg}${isEncrypted ? '-jwe' : ''}`;

/** The JWT app of a case, as an option of the emulator. */
const appOf = (alg: Algorithm, isEncrypted: boolean): EmulatorApp => ({
  clientId: clientIdOf(alg, isEncrypted),
  algorithm: alg,
  requireJti: true,
  ...(isHmac(alg) ? { clientSecret: SECRET } : { publicKey: pem(own.publicKey) }),
  ...(isEncrypted && { jweKey: pem(platform.privateKey) }),
});

let emulator: Emulator;
beforeAll(async () => {
  const apps = ALGORITHMS.flatMap((alg) => [appOf(alg, false), appOf(alg, true)]);
  emulator = await startEmulator({ admin: { apps, rateLimit: false } });
});
afterAll(() => emulator.stop());

async function ask(auth: string): Promise<number> {
  const response = await fetch(`${emulator.url}/api/public/roles?roleType=bot`, { headers: { auth } });
  await response.arrayBuffer();
  return response.status;
}

/** Whether `jwtgrant` of the channel accepts the assertion. */
async function grant(assertion: string): Promise<number> {
  const { name: chatBot, id: taskBotId } = emulator.bot;
  const response = await fetch(`${emulator.apiUrl}1.1/oAuth/token/jwtgrant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ assertion, botInfo: { chatBot, taskBotId } }),
  });
  await response.arrayBuffer();
  return response.status;
}

const signerOf = (alg: Algorithm, enc: Encryption) =>
  createJwtSigner({
    clientId: clientIdOf(alg, enc !== undefined),
    algorithm: alg,
    ...(isHmac(alg) ? { clientSecret: SECRET } : { privateKey: pem(own.privateKey) }),
    ...(enc && { encryption: { publicKey: pem(platform.publicKey), keyId: 'k1', contentAlgorithm: enc } }),
    logger: silentLogger,
  } as JwtSignerOptions);

function byHand(
  alg: Algorithm,
  enc: Encryption,
  key: string | KeyObject = isHmac(alg) ? SECRET : own.privateKey,
): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub: '1', appId: clientIdOf(alg, enc !== undefined), iat, exp: iat + 300, jti: randomUUID() };
  const jws = writeJws(claims, alg, key);
  return enc ? writeJwe(jws, enc, platform.publicKey, 'k1') : jws;
}

describe.each(CASES)('%s, encrypted with %s', (alg, enc) => {
  const verifier = isHmac(alg) ? SECRET : own.publicKey;

  it('minted here, opens and verifies with node:crypto alone', async () => {
    const signer = signerOf(alg, enc);
    for (const token of [await signer.sign({ identity: 'jane' }), await signer.signForApi({ identity: 'jane' })]) {
      const { header, content } = enc ? readJwe(token, platform.privateKey) : { header: { enc }, content: token };
      expect(header.enc).toBe(enc);
      expect(readJws(content, verifier)).toMatchObject({ valid: true, header: { alg }, claims: { sub: 'jane' } });
    }
  });

  it('minted here or by hand, is accepted once by the public APIs and by the channel', async () => {
    for (const token of [await signerOf(alg, enc).signForApi(), byHand(alg, enc)]) {
      expect([await ask(token), await ask(token)]).toEqual([200, 401]);
    }
    for (const token of [await signerOf(alg, enc).sign({ identity: 'jane' }), byHand(alg, enc)]) {
      expect([await grant(token), await grant(token)]).toEqual([200, 401]);
    }
  });

  it('by hand with another key, is refused', async () => {
    const key = isHmac(alg) ? `${SECRET}x` : stranger.privateKey;
    expect(await ask(byHand(alg, enc, key))).toBe(401);
  });
});

it('an unencrypted token is rejected when the app enforces JWE, and so is a token encrypted for another key', async () => {
  const [header, , ...rest] = byHand('HS256', undefined).split('.');
  expect(rest).toHaveLength(1);
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub: '1', appId: clientIdOf('HS256', true), iat, exp: iat + 300, jti: randomUUID() };
  const plain = writeJws(claims, 'HS256', SECRET);
  expect(plain.split('.')[0]).toBe(header);
  expect(await ask(plain)).toBe(401);
  expect(await ask(writeJwe(plain, 'A256GCM', stranger.publicKey, 'k1'))).toBe(401);
  expect(await ask(writeJwe(plain, 'A256GCM', platform.publicKey, 'k1'))).toBe(200);
});
