import { CompactEncrypt, type CryptoKey, type JWK, type KeyObject } from 'jose';
import { configErrorFor } from '../lib/config-error.js';
import type { Logger } from '../lib/logger.js';
import { readKeyTexts } from './key-text.js';
import { rsaKey } from './rsa-key.js';

const configError = configErrorFor('encrypt a JWT');

/**
 * Encryption for JWT apps that enforce JWE: the signed JWT is encrypted for the platform (protocol.md §1.3, public-apis.md §1.4).
 */
export interface TokenEncryptionOptions {
  /**
   * The platform's public RSA key, as the form of the JWT app shows it: JWK, PEM (`-----BEGIN PUBLIC KEY-----`) or certificate. A
   * string may have `\n` for line ends, quotes around it, or be in base64.
   */
  publicKey: string | JWK | { keys: JWK[] } | CryptoKey | KeyObject;
  /** `kid` of that key, by which the platform finds the private half. @default `kid` of the JWK */
  keyId?: string;
  /** The algorithm that wraps the content key. `RSA-OAEP-256` is in none of the platform's documents. @default 'RSA-OAEP' */
  keyAlgorithm?: 'RSA-OAEP' | 'RSA-OAEP-256';
  /** The algorithm that encrypts the content; the platform documents these three. @default 'A256GCM' */
  contentAlgorithm?: 'A128CBC-HS256' | 'A128GCM' | 'A256GCM';
}

const KEY_ALGORITHMS: readonly unknown[] = ['RSA-OAEP', 'RSA-OAEP-256'];
const CONTENT_ALGORITHMS: readonly unknown[] = ['A128CBC-HS256', 'A128GCM', 'A256GCM'];

/**
 * Returns the function that encrypts a signed JWT into a compact JWE.
 *
 * `cty` is `JWT`, as RFC 7519 §5.2 requires for nested tokens; the platform's documents do not mention it.
 *
 * @throws ConfigError
 */
export function createTokenEncryption(
  options: TokenEncryptionOptions,
  logger: Logger,
): (jwt: string) => Promise<string> {
  const { publicKey, keyAlgorithm = 'RSA-OAEP', contentAlgorithm = 'A256GCM' } = options;
  const keyId = options.keyId ?? kidOf(publicKey);
  if ((keyAlgorithm as string) === 'RSA1_5') {
    throw configError('RSA1_5 can be attacked (Bleichenbacher), and Web Crypto does not have it', 'Use RSA-OAEP.');
  }
  if (!KEY_ALGORITHMS.includes(keyAlgorithm)) throw configError('keyAlgorithm must be RSA-OAEP');
  if (keyAlgorithm !== 'RSA-OAEP') {
    logger.warn(`${keyAlgorithm} is in none of the platform’s documents; make sure that your JWT app accepts it`);
  }
  if (!CONTENT_ALGORITHMS.includes(contentAlgorithm)) {
    throw configError('contentAlgorithm must be A128CBC-HS256, A128GCM or A256GCM');
  }
  if (!keyId) throw configError('keyId is missing', 'Pass the kid that the form of the JWT app shows beside the key.');

  const header = { alg: keyAlgorithm, enc: contentAlgorithm, kid: keyId, typ: 'JWT', cty: 'JWT' };
  const key = rsaKey(publicKey, {
    name: 'publicKey',
    half: 'public',
    algorithm: keyAlgorithm,
    scheme: 'RSA-OAEP',
    hash: keyAlgorithm === 'RSA-OAEP' ? 'SHA-1' : 'SHA-256',
    use: 'enc',
    usages: ['encrypt'],
    keyId: options.keyId,
    configError,
  });
  return async (jwt) => {
    const material = await key();
    try {
      return await new CompactEncrypt(new TextEncoder().encode(jwt)).setProtectedHeader(header).encrypt(material);
    } catch (cause) {
      throw configError(
        `publicKey does not fit ${keyAlgorithm}`,
        'RSA keys need 2048 bits or more, and the use "enc".',
        cause,
      );
    }
  };
}

/** The `kid` of a JWK, given as an object or as a string. */
function kidOf(key: unknown): string | undefined {
  const [found, ...others] = typeof key === 'string' ? readKeyTexts(key) : [];
  const jwk = found?.form === 'jwk' && others.length === 0 ? found.jwk : key;
  const kid = typeof jwk === 'object' && jwk !== null && 'kid' in jwk ? jwk.kid : undefined;
  return typeof kid === 'string' ? kid : undefined;
}
