import { base64url, CompactSign, type CryptoKey, type JWK, type JWTHeaderParameters, type KeyObject } from 'jose';
import { TokenError } from '../errors/index.js';
import { configErrorFor } from '../lib/config-error.js';
import type { Logger } from '../lib/logger.js';
import { readKeyTexts } from './key-text.js';
import { type RuntimeKey, rsaKey } from './rsa-key.js';
import { serverSecrets } from './serialize-error.js';
import {
  DOCUMENTED_ALGORITHMS,
  type HmacAlgorithm,
  isHmac,
  isRsa,
  MIN_CLIENT_SECRET_BYTES,
  MIN_HMAC_SECRET_BYTES,
  type RsaAlgorithm,
  type SigningAlgorithm,
} from './signing-algorithm.js';

const configError = configErrorFor('make a JWT signer');

/**
 * An RSA key of 2048 bits or more: PEM (PKCS #8 or PKCS #1), also with `\n` spelled out, in quotes or in base64, as environment
 * variables contain it; a JWK or a set of them, as an object or as a string; or a key of the runtime.
 */
export type PrivateKey = string | JWK | { keys: JWK[] } | CryptoKey | KeyObject;

/**
 * Signs with a key that is stored elsewhere, for example in a KMS. Gets the signing input and returns the bytes of the signature.
 */
export type SignFunction = (
  input: Uint8Array,
  context: { algorithm: SigningAlgorithm; keyId?: string },
) => Uint8Array | Promise<Uint8Array>;

/** Exactly one of the three keys, and an algorithm that fits it. */
export type SigningKeyOptions =
  | { clientSecret: string; privateKey?: never; sign?: never; algorithm?: HmacAlgorithm }
  | { privateKey: PrivateKey; clientSecret?: never; sign?: never; algorithm?: RsaAlgorithm }
  | { sign: SignFunction; clientSecret?: never; privateKey?: never; algorithm: SigningAlgorithm };

/** A key, hidden in a closure. It turns a header and a payload into a compact JWS. */
export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  seal(header: JWTHeaderParameters, payload: Uint8Array): Promise<string>;
}

/**
 * Checks the key as far as possible without importing it. The runtime reads it at the first signature.
 *
 * @throws ConfigError, whose message never contains the key
 */
export function createSigningKey(options: SigningKeyOptions, keyId: string | undefined, logger: Logger): SigningKey {
  const { clientSecret, privateKey, sign } = options;
  const given = [clientSecret, privateKey, sign].filter((key) => key !== undefined && key !== null);
  if (given.length !== 1) throw configError('exactly one of clientSecret, privateKey and sign must be given');

  const algorithm = options.algorithm ?? (privateKey === undefined ? 'HS256' : (algorithmOf(privateKey) ?? 'RS256'));
  if (!isHmac(algorithm) && !isRsa(algorithm)) {
    throw configError('algorithm must be HS256, HS512, RS256 or RS512 (HS384, RS384: undocumented by the platform)');
  }
  if (!DOCUMENTED_ALGORITHMS.includes(algorithm)) {
    logger.warn(`${algorithm} is in none of the platform’s documents; make sure that your JWT app accepts it`);
  }

  if (sign !== undefined) return { algorithm, seal: sealElsewhere(sign, algorithm, keyId) };
  const key =
    privateKey === undefined ? secretKey(clientSecret, algorithm, logger) : privateRsaKey(privateKey, algorithm, keyId);
  return {
    algorithm,
    async seal(header, payload) {
      const material = await key();
      try {
        return await new CompactSign(payload).setProtectedHeader(header).sign(material);
      } catch (cause) {
        throw configError(
          `the key does not fit ${algorithm}`,
          'RSA keys need 2048 bits or more, and the use "sig".',
          cause,
        );
      }
    },
  };
}

function secretKey(secret: unknown, algorithm: SigningAlgorithm, logger: Logger): () => Promise<CryptoKey> {
  if (!isHmac(algorithm)) throw configError(`${algorithm} needs privateKey, not clientSecret`);
  if (typeof secret !== 'string') throw configError('clientSecret must be a string');
  serverSecrets.add(secret);
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < MIN_CLIENT_SECRET_BYTES) {
    throw configError(
      `clientSecret has fewer than ${MIN_CLIENT_SECRET_BYTES} bytes`,
      'Copy the whole client secret of the JWT app.',
    );
  }
  const wanted = MIN_HMAC_SECRET_BYTES[algorithm];
  if (bytes.length < wanted) {
    logger.warn(`the client secret is shorter than the ${wanted} bytes that RFC 7518 asks for with ${algorithm}`);
  }
  let imported: Promise<CryptoKey> | undefined;
  return () => {
    // Added again, because the redactor remembers only the most recent of a large number of secrets.
    serverSecrets.add(secret);
    // Imported once: jose would import it for each token, which takes longer than the signature.
    const algorithmOfKey = { name: 'HMAC', hash: `SHA-${algorithm.slice(2)}` };
    imported ??= crypto.subtle.importKey('raw', bytes, algorithmOfKey, false, ['sign']);
    return imported;
  };
}

function privateRsaKey(
  key: unknown,
  algorithm: SigningAlgorithm,
  keyId: string | undefined,
): () => Promise<RuntimeKey> {
  if (!isRsa(algorithm)) throw configError(`${algorithm} needs clientSecret, not privateKey`);
  hidePrivateKey(key);
  return rsaKey(key, {
    name: 'privateKey',
    half: 'private',
    algorithm,
    scheme: 'RSASSA-PKCS1-v1_5',
    hash: `SHA-${algorithm.slice(2)}`,
    use: 'sig',
    usages: ['sign'],
    keyId,
    configError,
  });
}

/** Registers the key with the redactor, in the form in which it was given, and each private part of a JWK. */
function hidePrivateKey(key: unknown): void {
  serverSecrets.add(key);
  const found: readonly unknown[] =
    typeof key === 'string'
      ? readKeyTexts(key).map((each) => (each.form === 'jwk' ? each.jwk : undefined))
      : [key].flat();
  for (const { d, p, q, dp, dq, qi } of found.filter((each): each is JWK => Object(each) === each)) {
    serverSecrets.add(d, p, q, dp, dq, qi);
  }
}

/** The algorithm in a JWK, if this package supports it. */
function algorithmOf(key: unknown): RsaAlgorithm | undefined {
  const [found, ...others] = typeof key === 'string' ? readKeyTexts(key) : [];
  const jwk = found?.form === 'jwk' && others.length === 0 ? found.jwk : key;
  const alg = typeof jwk === 'object' && jwk !== null && 'kty' in jwk && 'alg' in jwk ? jwk.alg : undefined;
  return isRsa(alg) ? alg : undefined;
}

/** Builds the JWS here, because the key is not available to jose. */
function sealElsewhere(sign: SignFunction, algorithm: SigningAlgorithm, keyId?: string): SigningKey['seal'] {
  if (typeof sign !== 'function') throw configError('sign must be a function');
  const encoder = new TextEncoder();
  return async (header, payload) => {
    const input = `${base64url.encode(JSON.stringify(header))}.${base64url.encode(payload)}`;
    let signature: unknown;
    try {
      signature = await sign(encoder.encode(input), keyId === undefined ? { algorithm } : { algorithm, keyId });
    } catch (cause) {
      throw new TokenError('XO_JWT_UNAVAILABLE', 'unable to sign a JWT; the sign function failed', {
        cause,
        hint: 'See cause. The KMS may be out of reach, or configError the key.',
      });
    }
    if (!(signature instanceof Uint8Array) || signature.length === 0) {
      throw configError('the sign function gave no bytes', 'It must resolve to a Uint8Array with the raw signature.');
    }
    return `${input}.${base64url.encode(signature)}`;
  };
}
