import { configErrorFor, requireObject } from '../lib/config-error.js';
import { MAX_SERVER_JSON_LENGTH, parseJson } from '../lib/json.js';

const configError = configErrorFor('sign a JWT');

/** The audience that the login service of the platform expects (protocol.md §1.3). */
export const CHANNEL_AUDIENCE = 'https://idproxy.kore.com/authorize';

/** Describes the visitor for whom a JWT is made. */
export interface SignRequest {
  /**
   * Identifies the visitor in your system, for example by an id or an e-mail address. The platform keeps one history per identity.
   */
  identity: string;
  /** True for a visitor whom you do not know. @default false */
  isAnonymous?: boolean;
  /**
   * Further claims, for example `identityToMerge` or `customData`: a plain object with values that JSON can represent. The claims
   * of the signer itself cannot be replaced, in whatever spelling.
   */
  claims?: Record<string, unknown>;
}

/** The options of a JWT for the public APIs. */
export interface ApiSignRequest {
  /** The claim `sub`. The documents of the platform have no rule for its value (public-apis.md §1.2). @default 'xo-rtm' */
  identity?: string;
  claims?: Record<string, unknown>;
}

/** The claims that limit the lifetime of a token. Dates are in seconds since the epoch (RFC 7519). */
export interface Lifetime {
  iat: number;
  exp: number;
  jti?: string;
}

/** The claims of the signer, and the alternative names that the platform has for them (protocol.md §1.3). */
const RESERVED = new Set(
  ['iss', 'sub', 'aud', 'iat', 'exp', 'jti', 'isAnonymous', 'appId', 'kore_iss', 'kore_sub', 'kore_jti'].map(
    foldClaimName,
  ),
);

/** The claims of a JWT for the web/mobile channel: the assertion of `jwtgrant` (protocol.md §1.3). */
export function channelClaims(clientId: string, audience: string, life: Lifetime, request: SignRequest) {
  const { identity, isAnonymous = false, claims } = requireObject('sign a JWT', request);
  return withClaims(claims, {
    iss: clientId,
    sub: checkedIdentity(identity),
    aud: audience,
    appId: clientId,
    isAnonymous: checkedFlag(isAnonymous),
    ...life,
  });
}

/** The claims of a JWT for the public APIs: `sub` and `appId`, spelled exactly so (public-apis.md §1.2). */
export function apiClaims(clientId: string, life: Lifetime, request: ApiSignRequest) {
  const { identity = 'xo-rtm', claims } = requireObject('sign a JWT', request);
  return withClaims(claims, { sub: checkedIdentity(identity), appId: clientId, ...life });
}

function checkedIdentity(identity: unknown): string {
  if (typeof identity === 'string' && identity.trim() !== '') return identity;
  throw configError('identity must be a text that is not empty', 'Visitors without a name need one of their own, too.');
}

function checkedFlag(isAnonymous: unknown): boolean {
  if (typeof isAnonymous === 'boolean') return isAnonymous;
  throw configError('isAnonymous must be true or false');
}

/**
 * Combines the claims of the caller with those of the signer, which win. The object has no prototype, and every value is read once
 * and serialised separately, so that a `toJSON` of the caller, of a class or of a polluted prototype cannot replace the whole.
 */
function withClaims(given: unknown, own: object): Record<string, unknown> {
  const all = Object.create(null) as Record<string, unknown>;
  return Object.assign(all, plainClaims(given), own);
}

function plainClaims(given: unknown): Record<string, unknown> {
  const plain = Object.create(null) as Record<string, unknown>;
  if (given === undefined) return plain;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw configError('claims must be an object');
  for (const name of namesOf(given)) {
    if (RESERVED.has(foldClaimName(name))) {
      throw configError(
        `the claim ${name} is the signer’s own`,
        'Use identity, isAnonymous, and the options of the signer.',
      );
    }
    const json = toJson(given as Record<string, unknown>, name);
    if (json === undefined) continue;
    const value = parseJson(json, false, MAX_SERVER_JSON_LENGTH);
    if (value === undefined) throw configError(`the claim ${name} is too long or nested too deeply`);
    plain[name] = value;
  }
  return plain;
}

/** The names of the claims. `__proto__` is dropped, here and in values, because whoever merges the payload would change a prototype. */
function namesOf(given: object): string[] {
  try {
    return Object.keys(given).filter((name) => name !== '__proto__');
  } catch {
    // A proxy. Its error may hold a secret.
    throw configError('claims cannot be read');
  }
}

function toJson(claims: Record<string, unknown>, name: string): string | undefined {
  let kind: string;
  try {
    const value = claims[name];
    kind = typeof value;
    if (kind !== 'function' && kind !== 'symbol') return JSON.stringify(value) as string | undefined;
  } catch (cause) {
    throw configError(`the claim ${name} cannot be written as JSON`, undefined, cause);
  }
  throw configError(
    `the claim ${name} is a ${kind}, which JSON cannot hold`,
    'Claims are texts, numbers, lists and plain objects.',
  );
}

/**
 * Normalises the name of a claim. The platform warns of the misspellings `AppID`, `app id`, `app_id` and `appid` (public-apis.md
 * §1.2). All of them become `appid`, so that none of them gets into a token.
 */
export function foldClaimName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}_-]/gu, '');
}
