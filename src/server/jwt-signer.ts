import { type Clock, systemClock } from '../lib/clock.js';
import { configErrorFor } from '../lib/config-error.js';
import { consoleLogger, type Logger } from '../lib/logger.js';
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

/** Seconds. A page asks for its JWT just before it uses it, so a minute would do; five forgive a slow phone. */
const DEFAULT_LIFETIME_S = 300;

/** Seconds. With a `jti` the platform refuses more (protocol.md §1.2); without, a day is our own limit. */
const MAX_LIFETIME_S = { withJti: 3600, withoutJti: 86_400 };

/** The JWT app, its key, and how its tokens look. One of `clientSecret`, `privateKey` and `sign` must be given. */
export type JwtSignerOptions = SigningKeyOptions & {
  /** `cs-…`, from the JWT app. */
  clientId: string;
  /** Life of a token in seconds, 1–3600. @default 300 */
  expiresIn?: number;
  /**
   * Gives each token a random `jti`, so that it can be used once where the app enforces it.
   * Without it `expiresIn` may be up to 86400. @default true
   */
  jti?: boolean;
  /** For apps that enforce JWE. @default none */
  encryption?: TokenEncryptionOptions;
  /** `kid` in the header, where the platform holds several public keys of yours. @default none */
  keyId?: string;
  /** `aud` of tokens for the channel. @default 'https://idproxy.kore.com/authorize' (protocol.md §1.3) */
  audience?: string;
  /** Where warnings go. Never a key or token. @default warnings and errors to the console */
  logger?: Logger;
  /** Time, for tests. @default the system's */
  clock?: Pick<Clock, 'now'>;
};

/** Makes JWTs. Holds the secret, which nothing here gives back. */
export interface JwtSigner {
  /**
   * A JWT for the chat of one visitor (claims: protocol.md §1.3).
   *
   * @throws ConfigError when the request or the key is wrong; TokenError when the `sign` function fails
   */
  sign(request: SignRequest): Promise<string>;

  /** A JWT for the public APIs, which want `sub` and `appId` (seeds). Throws as `sign` does. */
  signForApi(request?: ApiSignRequest): Promise<string>;

  /**
   * Reads the keys, and signs and encrypts a token that goes nowhere: a server that awaits this when it starts does not run with
   * a key that cannot sign. Throws as `sign` does.
   */
  check(): Promise<void>;
}

/**
 * Makes the signer of one JWT app. For servers only.
 *
 * ```ts
 * const signer = createJwtSigner({ clientId: 'cs-…', clientSecret: process.env.KORE_CLIENT_SECRET });
 * const jwt = await signer.sign({ identity: 'jane@example.com' });
 * ```
 *
 * @throws ConfigError when an option is wrong, or in a browser. Its text never holds a key.
 */
export function createJwtSigner(options: JwtSignerOptions): JwtSigner {
  assertServer('make a JWT signer');
  const { clientId, keyId, jti = true, audience = CHANNEL_AUDIENCE, expiresIn = DEFAULT_LIFETIME_S } = options;
  const { logger = consoleLogger, clock = systemClock } = options;
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
