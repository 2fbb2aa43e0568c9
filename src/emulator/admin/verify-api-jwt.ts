import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { compactDecrypt, decodeJwt, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { PlatformError } from '../http/platform-error.js';
import { reasonOf, refuseJwt } from '../jwt-refusal.js';
import type { Platform } from '../platform.js';
import type { CheckedApp } from './read-admin-options.js';

const HOUR_S = 3_600;
/** What the platform's page on JWE lists (admin-apis: JWE). `RSA1_5` is left out: it is broken, and jose does not know it. */
const KEY_WRAPPING = ['RSA-OAEP'];
const ENCRYPTION = ['A128CBC-HS256', 'A128GCM', 'A256GCM'];

/**
 * Which app a JWT of the public APIs comes from (seeds, "Generating the JWT Token"). The bodies of refusals are documented for
 * `jti` only; the others are like them, and "Invalid SDK credentials" is what a user of the platform saw.
 *
 * @throws PlatformError 401
 */
export async function verifyApiJwt(platform: Platform, token: string | undefined): Promise<CheckedApp> {
  if (token === undefined || token === '') throw refuseJwt('jwt must be provided');
  const { apps } = platform.admin;
  const { jwt, decryptedFor } = await decrypt(apps, token);
  const { appId } = readClaims(jwt);
  const app = apps.find(({ clientId }) => clientId === appId);
  if (!app) throw new PlatformError(401, 'Invalid SDK credentials', { code: 4002 });
  if (app.jweKey !== undefined && decryptedFor?.jweKey !== app.jweKey)
    throw refuseJwt('the app enforces JWE and the jwt is not encrypted for it');
  checkJti(platform, app, await verifySignature(app, jwt, new Date(platform.now())));
  return app;
}

async function decrypt(
  apps: readonly CheckedApp[],
  token: string,
): Promise<{ jwt: string; decryptedFor?: CheckedApp }> {
  if (token.split('.').length !== 5) return { jwt: token };
  for (const app of apps) {
    if (app.jweKey === undefined) continue;
    try {
      const options = { keyManagementAlgorithms: KEY_WRAPPING, contentEncryptionAlgorithms: ENCRYPTION };
      const { plaintext } = await compactDecrypt(token, toKey(app.jweKey, createPrivateKey), options);
      return { jwt: new TextDecoder().decode(plaintext), decryptedFor: app };
    } catch {
      // Encrypted for another app, or for nobody here.
    }
  }
  throw refuseJwt('the jwt cannot be decrypted');
}

function readClaims(jwt: string): JWTPayload {
  try {
    return decodeJwt(jwt);
  } catch {
    throw refuseJwt('jwt malformed');
  }
}

async function verifySignature(app: CheckedApp, jwt: string, currentDate: Date): Promise<JWTPayload> {
  try {
    const key =
      app.publicKey === undefined || app.algorithms.some((name) => name.startsWith('HS'))
        ? new TextEncoder().encode(app.clientSecret)
        : toKey(app.publicKey, createPublicKey);
    return (await jwtVerify(jwt, key, { algorithms: [...app.algorithms], currentDate })).payload;
  } catch (error) {
    throw refuseJwt(reasonOf(error));
  }
}

/** What the platform says of JWTs of its SDK is taken to hold here, too: any `jti` is good once, for an hour. */
function checkJti({ replays, now }: Platform, app: CheckedApp, { jti, kore_jti, exp }: JWTPayload): void {
  const id = jti ?? kore_jti;
  if (id === undefined && !app.requireJti) return;
  if (typeof id !== 'string' || id === '') throw refuseJwt('"jti" claim is required');
  if (exp === undefined || exp > now() / 1000 + HOUR_S) throw refuseJwt('if "jti" claim "exp" must be <= 1 hour(s)');
  if (!replays.admit(`${app.clientId} ${id}`, exp * 1000)) throw refuseJwt('possibly a replay');
}

function toKey(
  key: string | JWK,
  create: (input: string | { key: import('node:crypto').JsonWebKey; format: 'jwk' }) => KeyObject,
): KeyObject {
  return create(typeof key === 'string' ? key : { key: { ...key }, format: 'jwk' });
}
