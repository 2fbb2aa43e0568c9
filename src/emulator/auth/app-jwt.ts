import {
  compactDecrypt,
  decodeJwt,
  errors,
  importJWK,
  importPKCS8,
  importSPKI,
  type JWK,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { ApiError } from '../lib/api-error.js';
import type { CheckedApp } from '../options/read-admin-options.js';

/** The answer to a refused JWT, in the platform's words (protocol.md §1.2). */
export function jwtError(reason: string): ApiError {
  return new ApiError(401, `error verifying the jwt: ${reason}`);
}

/** The reason for an error of `jose`, in fixed words, because the messages of a library may quote the token. */
export function jwtErrorReason(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'jwt expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'invalid signature';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return 'invalid algorithm';
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} is not valid`;
  return 'jwt malformed';
}

/** The algorithms in the platform's page on JWE (docs/public-apis.md §1.4), without `RSA1_5`, which is broken and not in jose. */
const KEY_WRAPPING = ['RSA-OAEP'];
const ENCRYPTION = ['A128CBC-HS256', 'A128GCM', 'A256GCM'];

export interface AppJwt {
  readonly app: CheckedApp;
  readonly claims: JWTPayload;
}

export interface AppJwtRules {
  /** The apps that may have signed it. */
  apps: readonly CheckedApp[];
  /** Returns the client id of the app that the JWT claims to come from. */
  clientIdOf(claims: JWTPayload): unknown;
  /** The error for an unknown client id. */
  unknownApp(): ApiError;
  /** The time that `exp` and `nbf` are compared with. */
  currentDate: Date;
}

/**
 * Decrypts and verifies a JWT with the keys and the algorithm of its app.
 *
 * @throws ApiError 401
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
    throw jwtError('the app enforces JWE and the jwt is not encrypted for it');
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
      const { plaintext } = await compactDecrypt(token, await importPrivateKey(app.jweKey), options);
      return { jwt: new TextDecoder().decode(plaintext), decryptedFor: app };
    } catch {
      // Encrypted for another app, or for an unknown one.
    }
  }
  throw jwtError('the jwt cannot be decrypted');
}

function readClaims(jwt: string): JWTPayload {
  try {
    return decodeJwt(jwt);
  } catch {
    throw jwtError('jwt malformed');
  }
}

async function verifySignature(app: CheckedApp, jwt: string, currentDate: Date): Promise<JWTPayload> {
  const { algorithms, clientSecret, publicKey } = app;
  try {
    const options = { algorithms: [...algorithms], currentDate };
    const isHmac = publicKey === undefined || algorithms.some((name) => name.startsWith('HS'));
    const key = isHmac
      ? new TextEncoder().encode(clientSecret)
      : await importPublicKey(publicKey, algorithms[0] ?? 'RS256');
    return (await jwtVerify(jwt, key, options)).payload;
  } catch (error) {
    throw jwtError(jwtErrorReason(error));
  }
}

/** A PEM (PKCS #8) or a JWK, of which `alg`, `use` and `key_ops` are ignored, as Node's crypto does. */
function importPrivateKey(key: string | JWK) {
  const [algorithm] = KEY_WRAPPING as [string];
  if (typeof key === 'string') return importPKCS8(key, algorithm);
  const { kty, n, e, d, p, q, dp, dq, qi } = key;
  return importJWK(withoutUndefined({ kty, n, e, d, p, q, dp, dq, qi }), algorithm);
}

/** A PEM (SPKI) or a JWK, of which only the public half is used. */
function importPublicKey(key: string | JWK, algorithm: string) {
  if (typeof key === 'string') return importSPKI(key, algorithm);
  const { kty, n, e } = key;
  return importJWK(withoutUndefined({ kty, n, e }), algorithm);
}

function withoutUndefined(jwk: { [Name in keyof JWK]: JWK[Name] | undefined }): JWK {
  return Object.fromEntries(Object.entries(jwk).filter(([, value]) => value !== undefined)) as JWK;
}
