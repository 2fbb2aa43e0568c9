import {
  base64url,
  CompactSign,
  type CryptoKey,
  importPKCS8,
  type JWK,
  type JWTHeaderParameters,
  type KeyObject,
} from 'jose';
import { ConfigError, TokenError } from '../errors/index.js';
import type { Logger } from '../lib/logger.js';
import {
  DOCUMENTED_ALGORITHMS,
  HMAC_SECRET_BYTES,
  type HmacAlgorithm,
  isHmac,
  isRsa,
  LEAST_SECRET_BYTES,
  RSA_ALGORITHMS,
  type RsaAlgorithm,
  type SigningAlgorithm,
} from './signing-algorithm.js';

/** PEM (PKCS#8, `-----BEGIN PRIVATE KEY-----`, also with `\n` spelled out as in an environment variable), JWK, or a key of the runtime. */
export type PrivateKey = string | JWK | CryptoKey | KeyObject;

/** Signs where the key lives, for example in a KMS: gets the signing input and gives the bytes of the signature. */
export type SignFunction = (
  input: Uint8Array,
  context: { algorithm: SigningAlgorithm; keyId?: string },
) => Uint8Array | Promise<Uint8Array>;

/** Exactly one of the three, and an algorithm that fits it. */
export type SigningKeyOptions =
  | { clientSecret: string; privateKey?: never; sign?: never; algorithm?: HmacAlgorithm }
  | { privateKey: PrivateKey; clientSecret?: never; sign?: never; algorithm?: RsaAlgorithm }
  | { sign: SignFunction; clientSecret?: never; privateKey?: never; algorithm: SigningAlgorithm };

/** A key, hidden in a closure: header and payload in, compact JWS out. */
export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  seal(header: JWTHeaderParameters, payload: Uint8Array): Promise<string>;
}

/**
 * Checks the key as far as that can be done at once; a PEM is parsed at the first signature.
 *
 * @throws ConfigError, whose text never holds the key
 */
export function createSigningKey(options: SigningKeyOptions, keyId: string | undefined, logger: Logger): SigningKey {
  const { clientSecret, privateKey, sign } = options;
  const given = [clientSecret, privateKey, sign].filter((key) => key !== undefined && key !== null);
  if (given.length !== 1) throw refuse('exactly one of clientSecret, privateKey and sign must be given');

  const algorithm = options.algorithm ?? (privateKey === undefined ? 'HS256' : 'RS256');
  if (!isHmac(algorithm) && !isRsa(algorithm)) {
    throw refuse('algorithm must be HS256, HS512, RS256 or RS512 (HS384, RS384: undocumented by the platform)');
  }
  if (!DOCUMENTED_ALGORITHMS.includes(algorithm)) {
    logger('warn', `${algorithm} is in none of the platform’s documents; make sure that your JWT app accepts it`);
  }

  if (sign !== undefined) return { algorithm, seal: sealElsewhere(sign, algorithm, keyId) };
  const key = privateKey === undefined ? secretKey(clientSecret, algorithm, logger) : rsaKey(privateKey, algorithm);
  return {
    algorithm,
    async seal(header, payload) {
      const material = await key();
      try {
        return await new CompactSign(payload).setProtectedHeader(header).sign(material);
      } catch (cause) {
        throw refuse(`the key does not fit ${algorithm}`, 'RSA keys need 2048 bits or more, and the use "sig".', cause);
      }
    },
  };
}

function secretKey(secret: unknown, algorithm: SigningAlgorithm, logger: Logger): () => Promise<CryptoKey> {
  if (!isHmac(algorithm)) throw refuse(`${algorithm} needs privateKey, not clientSecret`);
  if (typeof secret !== 'string') throw refuse('clientSecret must be a string');
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < LEAST_SECRET_BYTES) {
    throw refuse(
      `clientSecret has fewer than ${LEAST_SECRET_BYTES} bytes`,
      'Copy the whole client secret of the JWT app.',
    );
  }
  const wanted = HMAC_SECRET_BYTES[algorithm];
  if (bytes.length < wanted) {
    logger('warn', `the client secret is shorter than the ${wanted} bytes that RFC 7518 asks for with ${algorithm}`);
  }
  let imported: Promise<CryptoKey> | undefined;
  return () => {
    // Once: jose would do it again for each token, which takes longer than the signature.
    const algorithmOfKey = { name: 'HMAC', hash: `SHA-${algorithm.slice(2)}` };
    imported ??= crypto.subtle.importKey('raw', bytes, algorithmOfKey, false, ['sign']);
    return imported;
  };
}

function rsaKey(key: unknown, algorithm: SigningAlgorithm): () => PrivateKeyMaterial | Promise<PrivateKeyMaterial> {
  if (!isRsa(algorithm)) throw refuse(`${algorithm} needs clientSecret, not privateKey`);
  if (typeof key !== 'string') {
    const material = checkedKey(key);
    return () => material;
  }
  const pem = key.replaceAll('\\n', '\n').trim();
  if (!pem.startsWith('-----BEGIN PRIVATE KEY-----')) {
    throw refuse(
      'privateKey is no PEM of an unencrypted PKCS#8 key',
      'It begins with -----BEGIN PRIVATE KEY-----. Convert others with: openssl pkcs8 -topk8 -nocrypt -in key.pem',
    );
  }
  let parsed: Promise<CryptoKey> | undefined;
  return () => {
    parsed ??= importPKCS8(pem, algorithm).catch((cause: unknown) => {
      throw refuse(
        'privateKey cannot be read as an RSA key',
        `Pass one that fits ${RSA_ALGORITHMS.join(', ')}.`,
        cause,
      );
    });
    return parsed;
  };
}

type PrivateKeyMaterial = Exclude<PrivateKey, string>;

function checkedKey(key: unknown): PrivateKeyMaterial {
  if (typeof key !== 'object' || key === null) throw refuse('privateKey must be a PEM text, a JWK or a key object');
  if ('kty' in key && (key.kty !== 'RSA' || !('d' in key))) throw refuse('privateKey is no private RSA key');
  if ('type' in key && key.type !== 'private') throw refuse('privateKey is no private key');
  return key as PrivateKeyMaterial;
}

/** The JWS form by hand, because the key never comes here. */
function sealElsewhere(sign: SignFunction, algorithm: SigningAlgorithm, keyId?: string): SigningKey['seal'] {
  if (typeof sign !== 'function') throw refuse('sign must be a function');
  const encoder = new TextEncoder();
  return async (header, payload) => {
    const input = `${base64url.encode(JSON.stringify(header))}.${base64url.encode(payload)}`;
    let signature: unknown;
    try {
      signature = await sign(encoder.encode(input), keyId === undefined ? { algorithm } : { algorithm, keyId });
    } catch (cause) {
      throw new TokenError('jwt_unavailable', 'unable to sign a JWT; the sign function failed', {
        cause,
        hint: 'See cause. The KMS may be out of reach, or refuse the key.',
      });
    }
    if (!(signature instanceof Uint8Array) || signature.length === 0) {
      throw refuse('the sign function gave no bytes', 'It must resolve to a Uint8Array with the raw signature.');
    }
    return `${input}.${base64url.encode(signature)}`;
  };
}

function refuse(why: string, hint?: string, cause?: unknown): ConfigError {
  return new ConfigError('config_invalid', `unable to make a JWT signer; ${why}`, {
    ...(hint !== undefined && { hint }),
    ...(cause !== undefined && { cause }),
  });
}
