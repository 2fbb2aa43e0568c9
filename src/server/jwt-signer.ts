import { type Clock, systemClock } from '../lib/clock.js';
import { configErrorFor, requireLogger, requireObject } from '../lib/config-error.js';
import type { Logger } from '../lib/logger.js';
import { assertServer } from './assert-server.js';
import {
  type ApiSignRequest,
  apiClaims,
  CHANNEL_AUDIENCE,
  channelClaims,
  type Lifetime,
  type SignRequest,
} from './claims.js';
import { createSigningKey, type SigningKeyOptions } from './signing-key.js';
import { createTokenEncryption, type TokenEncryptionOptions } from './token-encryption.js';

const configError = configErrorFor('make a JWT signer');

/** Seconds. A page requests its JWT just before it uses it, so a minute would be enough; five minutes allow for slow phones. */
const DEFAULT_LIFETIME_S = 300;

/**
 * Seconds. With a `jti` the platform rejects a longer lifetime (protocol.md §1.2); without one, a day is a limit of this package.
 */
const MAX_LIFETIME_S = { withJti: 3600, withoutJti: 86_400 };

/** The options of `createJwtSigner()`. Exactly one of `clientSecret`, `privateKey` and `sign` must be given. */
export type JwtSignerOptions = SigningKeyOptions & {
  /** Client id of the JWT app, `cs-…`. */
  clientId: string;
  /** Lifetime of a token in seconds, from 1 to 3600. @default 300 */
  expiresIn?: number;
  /**
   * Gives each token a random `jti`, so that an app that enforces JTI accepts it, once.
   * Without it `expiresIn` may be up to 86400. @default true
   */
  jti?: boolean;
  /** Encrypts the tokens, for apps that enforce JWE. @default none */
  encryption?: TokenEncryptionOptions;
  /** `kid` in the header, when the platform has several public keys of yours. @default none */
  keyId?: string;
  /** `aud` of tokens for the channel. @default 'https://idproxy.kore.com/authorize' (protocol.md §1.3) */
  audience?: string;
  /** Receives warnings; they never contain a key or a token. @default warnings and errors to the console */
  logger?: Logger;
  /** Source of time, for tests. @default the system clock */
  clock?: Pick<Clock, 'now'>;
};

/** Makes JWTs. No property or method returns the secret. */
export interface JwtSigner {
  /**
   * Makes a JWT for the chat of one visitor (claims: protocol.md §1.3).
   *
   * @throws ConfigError when the request or the key is wrong; TokenError when the `sign` function fails
   */
  sign(request: SignRequest): Promise<string>;

  /** Makes a JWT for the public APIs, with `sub` and `appId` (public-apis.md §1.2). Throws the same errors as `sign`. */
  signForApi(request?: ApiSignRequest): Promise<string>;

  /**
   * Reads the keys, and makes a token that is not used. A server that awaits this at its start does not run with a key that cannot
   * sign. Throws the same errors as `sign`.
   */
  check(): Promise<void>;
}

/**
 * Creates the signer of one JWT app. For servers only.
 *
 * ```ts
 * const signer = createJwtSigner({ clientId: 'cs-…', clientSecret: process.env.KORE_CLIENT_SECRET });
 * const jwt = await signer.sign({ identity: 'jane@example.com' });
 * ```
 *
 * @throws ConfigError when an option is wrong, or in a browser. Its message never contains a key.
 */
export function createJwtSigner(options: JwtSignerOptions): JwtSigner {
  assertServer('make a JWT signer');
  const {
    clientId,
    keyId,
    jti = true,
    audience = CHANNEL_AUDIENCE,
    expiresIn = DEFAULT_LIFETIME_S,
  } = requireObject('make a JWT signer', options);
  const { clock = systemClock } = options;
  const logger = requireLogger('make a JWT signer', options.logger);
  if (typeof clientId !== 'string' || clientId.trim() === '') {
    throw configError('clientId is missing', 'Copy it from the JWT app; it begins with cs-.');
  }
  const longest = jti ? MAX_LIFETIME_S.withJti : MAX_LIFETIME_S.withoutJti;
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > longest) {
    throw configError(
      `expiresIn must be a whole number of seconds from 1 to ${longest}`,
      jti ? 'The platform refuses tokens with a jti that live longer than an hour.' : undefined,
    );
  }
  const key = createSigningKey(options, keyId, logger);
  const encrypt = options.encryption && createTokenEncryption(options.encryption, logger);
  const header = { alg: key.algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) };

  const lifetime = (): Lifetime => {
    const iat = Math.floor(clock.now() / 1000);
    return { iat, exp: iat + expiresIn, ...(jti && { jti: crypto.randomUUID() }) };
  };
  const finish = async (claims: object): Promise<string> => {
    const jwt = await key.seal(header, new TextEncoder().encode(JSON.stringify(claims)));
    return encrypt ? encrypt(jwt) : jwt;
  };

  return Object.freeze({
    sign: async (request: SignRequest) => finish(channelClaims(clientId, audience, lifetime(), request)),
    signForApi: async (request: ApiSignRequest = {}) => finish(apiClaims(clientId, lifetime(), request)),
    check: async () => void (await finish(apiClaims(clientId, lifetime(), {}))),
  });
}
