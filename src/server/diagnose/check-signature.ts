import { type CryptoKey, compactVerify, type JWK, type KeyObject } from 'jose';
import { ConfigError } from '../../errors/index.js';
import { type RuntimeKey, rsaKey } from '../rsa-key.js';
import { isHmac, isRsa, MIN_CLIENT_SECRET_BYTES, MIN_HMAC_SECRET_BYTES } from '../signing-algorithm.js';
import { error, type Finding, note, warning } from './finding.js';

/** The key that verifies the signature: the secret of HS*, or the public half of the key of RS*. */
export interface VerificationKeys {
  clientSecret?: string;
  /** PEM (`-----BEGIN PUBLIC KEY-----` or a certificate), JWK or a key of the runtime. */
  publicKey?: string | JWK | { keys: JWK[] } | CryptoKey | KeyObject;
}

export async function checkSignature(token: string, alg: unknown, keys: VerificationKeys): Promise<Finding[]> {
  const { clientSecret, publicKey } = keys;
  if (isHmac(alg) && clientSecret !== undefined && clientSecret !== null) {
    if (typeof clientSecret !== 'string')
      return [error('key_unreadable', 'clientSecret is no text', 'Pass the client secret of the JWT app.')];
    const weak = checkSecret(clientSecret, MIN_HMAC_SECRET_BYTES[alg]);
    return [...weak, ...(await checkHmac(token, clientSecret))];
  }
  if (isRsa(alg) && publicKey !== undefined && publicKey !== null) return checkRsa(token, alg, publicKey);
  if (!isHmac(alg) && !isRsa(alg)) return [];
  const missing = isHmac(alg) ? 'the client secret' : 'the public key';
  return [note('signature_unchecked', `the signature was not checked: ${missing} was not given`)];
}

function checkSecret(secret: string, wanted: number): Finding[] {
  const { length } = new TextEncoder().encode(secret);
  if (length < MIN_CLIENT_SECRET_BYTES)
    return [error('secret_weak', `the secret has ${length} bytes and can be guessed`, 'Copy all of it.')];
  if (length < wanted) return [warning('secret_weak', `the secret is shorter than the ${wanted} bytes of RFC 7518`)];
  return [];
}

async function checkHmac(token: string, secret: string): Promise<Finding[]> {
  if (await verifies(token, new TextEncoder().encode(secret))) return [];
  const hint = (await hintFor(token, secret)) ?? 'It was made with another secret, or changed after signing.';
  return [error('signature_wrong', 'the signature does not fit the client secret', hint)];
}

/** Recognises the two mistakes that explain most wrong signatures. */
async function hintFor(token: string, secret: string): Promise<string | undefined> {
  const trimmed = secret.trim();
  if (trimmed !== secret && (await verifies(token, new TextEncoder().encode(trimmed)))) {
    return 'It fits without the spaces around the secret.';
  }
  const decoded = fromBase64(trimmed.replaceAll('-', '+').replaceAll('_', '/'));
  if (decoded && (await verifies(token, decoded))) {
    return 'It was signed with the secret decoded from base64. The platform takes the secret as text: sign with that.';
  }
  return undefined;
}

async function checkRsa(token: string, alg: string, publicKey: unknown): Promise<Finding[]> {
  let key: RuntimeKey;
  try {
    key = await rsaKey(publicKey, {
      name: 'publicKey',
      half: 'public',
      algorithm: alg,
      scheme: 'RSASSA-PKCS1-v1_5',
      hash: `SHA-${alg.slice(2)}`,
      use: 'sig',
      usages: ['verify'],
      configError: (why, hint = '') => new ConfigError('XO_CONFIG_INVALID', why, { hint }),
    })();
  } catch (failure) {
    const { message, hint } = failure as ConfigError;
    return [
      error('key_unreadable', message, hint || 'Pass a PEM that begins with -----BEGIN PUBLIC KEY-----, or a JWK.'),
    ];
  }
  if (await verifies(token, key)) return [];
  return [
    error(
      'signature_wrong',
      'the signature does not fit the public key',
      'It was made with another key, or changed after signing.',
    ),
  ];
}

function verifies(token: string, key: RuntimeKey | Uint8Array): Promise<boolean> {
  return compactVerify(token, key).then(
    () => true,
    () => false,
  );
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
