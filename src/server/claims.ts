import { ConfigError } from '../errors/index.js';

/** Where the platform's login service expects its tokens (protocol.md §1.3). */
export const CHANNEL_AUDIENCE = 'https://idproxy.kore.com/authorize';

/** For whom a JWT is made. */
export interface SignRequest {
  /** Who the visitor is, as your system names them: an id, an e-mail address. The platform keeps one history per identity. */
  identity: string;
  /** True for a visitor you do not know. @default false */
  isAnonymous?: boolean;
  /** Further claims, for example `identityToMerge` or `customData`. The signer's own claims cannot be replaced. */
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
  ['iss', 'sub', 'aud', 'iat', 'exp', 'jti', 'isAnonymous', 'appId', 'kore_iss', 'kore_sub', 'kore_jti'].map(fold),
);

/** Claims of a JWT for the web/mobile channel: the assertion of `jwtgrant` (protocol.md §1.3). */
export function channelClaims(clientId: string, audience: string, life: Lifetime, request: SignRequest) {
  const { identity, isAnonymous = false, claims } = request;
  return {
    ...checkedClaims(claims),
    iss: clientId,
    sub: checkedIdentity(identity),
    aud: audience,
    appId: clientId,
    isAnonymous: checkedFlag(isAnonymous),
    ...life,
  };
}

/** Claims of a JWT for the public APIs: `sub`, and `appId` spelled exactly so (seeds, "Generating the JWT Token"). */
export function apiClaims(clientId: string, life: Lifetime, { identity = 'xo-rtm', claims }: ApiSignRequest) {
  return { ...checkedClaims(claims), sub: checkedIdentity(identity), appId: clientId, ...life };
}

function checkedIdentity(identity: unknown): string {
  if (typeof identity === 'string' && identity.trim() !== '') return identity;
  throw refuse('identity must be a text that is not empty', 'Visitors without a name need one of their own, too.');
}

function checkedFlag(isAnonymous: unknown): boolean {
  if (typeof isAnonymous === 'boolean') return isAnonymous;
  throw refuse('isAnonymous must be true or false');
}

function checkedClaims(claims: Record<string, unknown> | undefined): Record<string, unknown> {
  for (const name of Object.keys(claims ?? {})) {
    if (RESERVED.has(fold(name))) {
      throw refuse(
        `the claim ${name} is the signer’s own`,
        'Use identity, isAnonymous, and the options of the signer.',
      );
    }
  }
  return claims ?? {};
}

/** `AppID`, `app id` and `appid` are the typing errors the platform warns of (seeds): none of them gets in. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s-]/g, '');
}

function refuse(why: string, hint?: string): ConfigError {
  return new ConfigError('config_invalid', `unable to sign a JWT; ${why}`, hint === undefined ? {} : { hint });
}
