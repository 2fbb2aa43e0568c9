import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { compactDecrypt, decodeJwt, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { PlatformError } from '../lib/api-error.js';
import type { CheckedApp } from '../options/read-admin-options.js';

/** The answer to a JWT that is not taken, in the platform's words (protocol.md §1.2). */
export function refuseJwt(reason: string): PlatformError {
  return new PlatformError(401, `error verifying the jwt: ${reason}`);
}

/** What `jose` found wrong, in words of our own: messages of a library may quote the token. */
export function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'jwt expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'invalid signature';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return 'invalid algorithm';
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} is not valid`;
  return 'jwt malformed';
}

/** What the platform's page on JWE lists (public-apis: JWE). `RSA1_5` is left out: it is broken, and jose does not know it. */
const KEY_WRAPPING = ['RSA-OAEP'];
const ENCRYPTION = ['A128CBC-HS256', 'A128GCM', 'A256GCM'];

export interface AppJwt {
  readonly app: CheckedApp;
  readonly claims: JWTPayload;
}

export interface AppJwtRules {
  /** The apps that may have made it. */
  apps: readonly CheckedApp[];
  /** By which claim it names its app. */
  clientIdOf(claims: JWTPayload): unknown;
  /** The answer to one of an app that is not there. */
  unknownApp(): PlatformError;
  /** `exp` and `nbf` are judged by it. */
  currentDate: Date;
}

/**
 * The JWT of an app, verified as the app is set up: decrypted, its key, its algorithm.
 *
 * @throws PlatformError 401
 */
export async function verifyAppJwt(
  token: string,
  { apps, clientIdOf, unknownApp, currentDate }: AppJwtRules,
): Promise<AppJwt> {
  const { jwt, decryptedFor } = await decrypt(apps, token);
  const clientId = clientIdOf(readClaims(jwt));
  const app = apps.find((each) => each.clientId === clientId);
  if (!app) throw unknownApp();
  if (app.jweKey !== undefined && decryptedFor?.jweKey !== app.jweKey) {
    throw refuseJwt('the app enforces JWE and the jwt is not encrypted for it');
  }
  return { app, claims: await verifySignature(app, jwt, currentDate) };
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

function toKey(
  key: string | JWK,
  create: (input: string | { key: import('node:crypto').JsonWebKey; format: 'jwk' }) => KeyObject,
): KeyObject {
  return create(typeof key === 'string' ? key : { key: { ...key }, format: 'jwk' });
}
