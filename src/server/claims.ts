import { configErrorFor } from '../lib/config-error.js';

const configError = configErrorFor('sign a JWT');

/** Where the platform's login service expects its tokens (protocol.md §1.3). */
export const CHANNEL_AUDIENCE = 'https://idproxy.kore.com/authorize';

/** For whom a JWT is made. */
export interface SignRequest {
  /** Who the visitor is, as your system names them: an id, an e-mail address. The platform keeps one history per identity. */
  identity: string;
  /** True for a visitor you do not know. @default false */
  isAnonymous?: boolean;
  /**
   * Further claims, for example `identityToMerge` or `customData`: what JSON can hold, in a plain object. The signer's own claims cannot
   * be replaced, under whatever spelling.
   */
  claims?: Record<string, unknown>;
}

/** For a call to a public API. */
export interface ApiSignRequest {
  /** `sub`. The platform names no rule for it; its sample is a number (seeds). @default 'xo-rtm' */
  identity?: string;
  claims?: Record<string, unknown>;
}

/** What every token says about its own life. Dates in seconds since the epoch (RFC 7519). */
export interface Lifetime {
  iat: number;
  exp: number;
  jti?: string;
}

/** The signer's own, and the platform's other names for them (protocol.md §1.3). */
const RESERVED = new Set(
  ['iss', 'sub', 'aud', 'iat', 'exp', 'jti', 'isAnonymous', 'appId', 'kore_iss', 'kore_sub', 'kore_jti'].map(
    foldClaimName,
  ),
);

/** Claims of a JWT for the web/mobile channel: the assertion of `jwtgrant` (protocol.md §1.3). */
export function channelClaims(clientId: string, audience: string, life: Lifetime, request: SignRequest) {
  const { identity, isAnonymous = false, claims } = request;
  return withClaims(claims, {
    iss: clientId,
    sub: checkedIdentity(identity),
    aud: audience,
    appId: clientId,
    isAnonymous: checkedFlag(isAnonymous),
    ...life,
  });
}

/** Claims of a JWT for the public APIs: `sub`, and `appId` spelled exactly so (seeds, "Generating the JWT Token"). */
export function apiClaims(clientId: string, life: Lifetime, { identity = 'xo-rtm', claims }: ApiSignRequest) {
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
 * The caller's claims and the signer's own over them. Without a prototype, and each value read once and made plain by itself: a
 * `toJSON` of the caller's, of a class or of a polluted prototype cannot speak for the whole.
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
  for (const name of Object.keys(given)) {
    if (RESERVED.has(foldClaimName(name))) {
      throw configError(
        `the claim ${name} is the signer’s own`,
        'Use identity, isAnonymous, and the options of the signer.',
      );
    }
    const json = toJson(given as Record<string, unknown>, name);
    if (json !== undefined) plain[name] = JSON.parse(json);
  }
  return plain;
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
 * `AppID`, `app id`, `app_id` and `appid` are the typing errors the platform warns of (seeds): all of them read as `appid` here, so that
 * none of them gets into a token.
 */
export function foldClaimName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}_-]/gu, '');
}
