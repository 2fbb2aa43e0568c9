import { type CryptoKey, importX509, type JWK, type KeyObject } from 'jose';
import type { ConfigError } from '../errors/index.js';
import { type KeyText, readKeyTexts } from './key-text.js';
import { algorithmOfDer, pkcs8OfPkcs1, spkiOfPkcs1 } from './rsa-der.js';

/** A key of the runtime. */
export type RuntimeKey = CryptoKey | KeyObject;

/** The purpose of a key, and the function that reports that a key does not fit. */
export interface KeyPurpose {
  /** Name of the option, for messages. */
  readonly name: 'privateKey' | 'publicKey';
  /** The half of the key pair. */
  readonly half: 'private' | 'public';
  /** `alg`: RS256 … to sign, RSA-OAEP … to encrypt. */
  readonly algorithm: string;
  /** Name of the algorithm in Web Crypto: `RSASSA-PKCS1-v1_5` or `RSA-OAEP`. */
  readonly scheme: string;
  readonly hash: string;
  readonly use: 'sig' | 'enc';
  readonly usages: readonly ('sign' | 'verify' | 'encrypt' | 'wrapKey')[];
  /** `kid` of the key to use, when a set contains several. */
  readonly keyId?: string | undefined;
  configError(why: string, hint?: string, cause?: unknown): ConfigError;
}

/** RFC 7518 §3.3 and §4.3 forbid RSA keys with fewer bits. */
const MIN_RSA_BITS = 2048;

const MAKE_RSA_KEY =
  'Make a key with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private-key.pem';
const WITHOUT_PASSPHRASE = 'Take the passphrase off with: openssl pkey -in key.pem -out plain-key.pem';
const FORMS = {
  private: 'Pass a PEM that begins with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----, or a JWK.',
  public: 'Pass a PEM that begins with -----BEGIN PUBLIC KEY----- or -----BEGIN CERTIFICATE-----, or a JWK.',
};
const OTHER_HALF = {
  private: 'Pass the private half, from the file that begins with -----BEGIN PRIVATE KEY-----.',
  public: 'Pass the public half. It can be made with: openssl pkey -in private-key.pem -pubout',
};

/**
 * Checks an RSA key as far as possible without importing it, and returns the function that imports it once, when it is needed.
 *
 * @throws ConfigError made by `purpose.configError`, immediately or at the import; its message never contains the key
 */
export function rsaKey(key: unknown, purpose: KeyPurpose): () => Promise<RuntimeKey> {
  const load = choose(key, purpose);
  let loaded: Promise<RuntimeKey> | undefined;
  return () => {
    loaded ??= load().then((read) => checkedRuntimeKey(read, purpose));
    return loaded;
  };
}

function choose(key: unknown, purpose: KeyPurpose): () => Promise<RuntimeKey> {
  const { name, half, configError } = purpose;
  if (typeof key === 'string') return chooseText(readKeyTexts(key), key, purpose);
  if (typeof key !== 'object' || key === null) throw configError(`${name} must be a PEM text, a JWK or a key object`);
  if ('keys' in key && Array.isArray(key.keys)) {
    return chooseText(
      key.keys.map((jwk: Record<string, unknown>) => ({ form: 'jwk', jwk })),
      '',
      purpose,
    );
  }
  if ('kty' in key) return jwkLoader(key as Record<string, unknown>, purpose);
  if (!('type' in key) || key.type !== half) throw configError(`${name} is no ${half} key`, FORMS[half]);
  return async () => key as RuntimeKey;
}

/** Chooses the key to use: of a bundle the required half, of a set the key with the right `kid`. */
function chooseText(found: readonly KeyText[], text: string, purpose: KeyPurpose): () => Promise<RuntimeKey> {
  const { name, half, configError, keyId } = purpose;
  const [first] = found;
  if (first === undefined) throw configError(...whyNoKey(text, purpose));
  const jwks = found.flatMap((each) => (each.form === 'jwk' ? [each.jwk] : []));
  if (jwks.length > 0) {
    const named = jwks.filter((jwk) => keyId !== undefined && jwk.kid === keyId);
    const [jwk, ...others] =
      named.length > 0 || jwks.length === 1 ? [...named, ...jwks].slice(0, 1) : fitting(jwks, purpose);
    if (jwk === undefined || others.length > 0) {
      throw configError(
        `${name} is a set of ${jwks.length} keys`,
        'Pass the one that is meant, or name it with its kid.',
      );
    }
    return jwkLoader(jwk, purpose);
  }
  const ofHalf = (each: KeyText) =>
    each.form === 'der' &&
    /PRIVATE KEY$/.test(each.label) === (half === 'private') &&
    /KEY$|CERTIFICATE$/.test(each.label);
  const chosen = found.find(ofHalf) ?? first;
  return derLoader(chosen as Extract<KeyText, { form: 'der' }>, purpose);
}

function fitting(jwks: readonly Readonly<Record<string, unknown>>[], { half, use, algorithm }: KeyPurpose) {
  return jwks.filter(
    (jwk) =>
      jwk.kty === 'RSA' &&
      (half === 'public' || 'd' in jwk) &&
      (jwk.use === undefined || jwk.use === use) &&
      (jwk.alg === undefined || jwk.alg === algorithm),
  );
}

function whyNoKey(text: string, { name, half }: KeyPurpose): [why: string, hint: string] {
  if (text.includes('-----BEGIN')) {
    return [
      `${name} is a PEM that cannot be read`,
      'It has no -----END line, or was cut or changed when it was copied.',
    ];
  }
  if (/^[\s"'`]*\{/.test(text)) return [`${name} is no JSON`, 'A JWK is a JSON object, on one line or several.'];
  return [`${name} is neither a PEM nor a JWK`, FORMS[half]];
}

function derLoader(
  { label, bytes, isEncrypted }: Extract<KeyText, { form: 'der' }>,
  purpose: KeyPurpose,
): () => Promise<RuntimeKey> {
  const { name, half, configError, scheme, hash, usages, algorithm } = purpose;
  if (isEncrypted) throw configError(`${name} is encrypted with a passphrase`, WITHOUT_PASSPHRASE);
  if (label === 'OPENSSH PRIVATE KEY') {
    throw configError(`${name} is in the form of OpenSSH`, 'Convert a copy of it with: ssh-keygen -p -m PKCS8 -f key');
  }
  const other = /^(EC|DSA) /.exec(label)?.[1];
  if (other !== undefined)
    throw configError(`${name} is ${article(other)} key, and the platform takes RSA keys`, MAKE_RSA_KEY);
  const isPrivate = label.endsWith('PRIVATE KEY');
  if (isPrivate !== (half === 'private')) {
    throw configError(
      `${name} is a ${isPrivate ? 'private key' : label === 'CERTIFICATE' ? 'certificate' : 'public key'}`,
      OTHER_HALF[half],
    );
  }
  if (label === 'CERTIFICATE') {
    return () => importX509(pemOf(label, bytes), algorithm).catch(refusal(purpose));
  }
  const isPkcs1 = label === 'RSA PRIVATE KEY' || label === 'RSA PUBLIC KEY';
  if (!isPkcs1 && label !== 'PRIVATE KEY' && label !== 'PUBLIC KEY')
    throw configError(`${name} is no key`, FORMS[half]);
  const der = isPkcs1 ? (isPrivate ? pkcs8OfPkcs1(bytes) : spkiOfPkcs1(bytes)) : bytes;
  const found = algorithmOfDer(der);
  if (found !== undefined && found !== 'RSA') {
    throw configError(`${name} is ${article(found)} key, and the platform takes RSA keys`, MAKE_RSA_KEY);
  }
  return async () => {
    const read = crypto.subtle.importKey(
      isPrivate ? 'pkcs8' : 'spki',
      der as Uint8Array<ArrayBuffer>,
      { name: scheme, hash },
      false,
      [...usages],
    );
    return read.catch(refusal(purpose));
  };
}

function jwkLoader(jwk: Readonly<Record<string, unknown>>, purpose: KeyPurpose): () => Promise<RuntimeKey> {
  const { name, half, configError, scheme, hash, usages } = purpose;
  const { kty, n, e, d, p, q, dp, dq, qi } = jwk;
  if (kty !== 'RSA') throw configError(`${name} is no RSA key, but a JWK with kty ${quoted(kty)}`, MAKE_RSA_KEY);
  if (typeof n !== 'string' || typeof e !== 'string') throw configError(`${name} is no RSA key: the JWK lacks n or e`);
  if (half === 'private' && typeof d !== 'string')
    throw configError(`${name} is no private RSA key: the JWK lacks d`, OTHER_HALF.private);
  if (half === 'private') checkJwkUse(jwk, purpose);
  const rest = half === 'private' ? { d, p, q, dp, dq, qi } : {};
  const lacking = Object.entries(rest)
    .filter(([, value]) => typeof value !== 'string')
    .map(([field]) => field);
  if (lacking.length > 0) {
    throw configError(
      `${name} is incomplete: the JWK lacks ${lacking.join(', ')}`,
      'Export the key again, with its primes.',
    );
  }
  // The algorithm is that of the option. The hints of the JWK have been checked above, and runtimes interpret them differently.
  const material = { kty, n, e, ...rest } as JsonWebKey;
  return async () =>
    crypto.subtle.importKey('jwk', material, { name: scheme, hash }, false, [...usages]).catch(refusal(purpose));
}

type JsonWebKey = Extract<Parameters<typeof crypto.subtle.importKey>[1], { kty?: string }>;

/**
 * `alg`, `use` and `key_ops` state the purpose for which the key was made, so a key with another purpose is rejected (RFC 7517 §4).
 */
function checkJwkUse(
  { alg, use, key_ops: operations }: JWK,
  { name, algorithm, configError, use: wanted, usages }: KeyPurpose,
): void {
  if (alg !== undefined && alg !== algorithm) {
    throw configError(
      `${name} is a JWK for ${quoted(alg)}, and algorithm is ${algorithm}`,
      `Set algorithm to what the JWT app and the key are made for, or pass a key for ${algorithm}.`,
    );
  }
  if (use !== undefined && use !== wanted) {
    throw configError(
      `${name} is a JWK with the use ${quoted(use)}`,
      `Pass a key whose use is "${wanted}", or that names none.`,
    );
  }
  if (operations !== undefined && !usages.some((usage) => [operations].flat().includes(usage))) {
    throw configError(
      `${name} is a JWK whose key_ops do not allow to ${usages[0]}`,
      `Pass a key whose key_ops have "${usages[0]}", or that has none.`,
    );
  }
}

/** Checks that need a key of the runtime, including a key object of the caller: its algorithm and its size. */
function checkedRuntimeKey(
  key: RuntimeKey,
  { name, algorithm, scheme, hash, usages, configError }: KeyPurpose,
): RuntimeKey {
  const { asymmetricKeyType, asymmetricKeyDetails } = key as {
    asymmetricKeyType?: string;
    asymmetricKeyDetails?: { modulusLength?: number };
  };
  const own = (key as CryptoKey).algorithm as
    | { name?: string; hash?: { name?: string }; modulusLength?: number }
    | undefined;
  const type = asymmetricKeyType?.toUpperCase() ?? own?.name;
  if (type !== undefined && type !== 'RSA' && type !== scheme) {
    throw configError(`${name} is ${article(type)} key, which does not fit ${algorithm}`, MAKE_RSA_KEY);
  }
  if (own?.hash?.name !== undefined && own.hash.name !== hash) {
    throw configError(
      `${name} is a key for ${own.hash.name}, which does not fit ${algorithm}`,
      `Import it with the hash ${hash}.`,
    );
  }
  const allowed = (key as CryptoKey).usages as readonly string[] | undefined;
  if (allowed !== undefined && !usages.some((usage) => allowed.includes(usage))) {
    throw configError(`${name} is a key that may not ${usages[0]}`, `Import it with the usage "${usages[0]}".`);
  }
  const bits = asymmetricKeyDetails?.modulusLength ?? own?.modulusLength;
  if (bits !== undefined && bits < MIN_RSA_BITS) {
    throw configError(`${name} has ${bits} bits, and RSA keys need ${MIN_RSA_BITS} or more`, MAKE_RSA_KEY);
  }
  return key;
}

const refusal =
  (purpose: KeyPurpose) =>
  (cause: unknown): never => {
    throw purpose.configError(
      `${purpose.name} cannot be read as an RSA key`,
      'It was cut or changed when it was copied, or is no RSA key.',
      cause,
    );
  };

function pemOf(label: string, bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `-----BEGIN ${label}-----\n${base64.replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----`;
}

function article(name: string): string {
  return `${/^[AEFHILMNORSX]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Quotes a value of a JWK, which can have any type. Long strings are not quoted, because they may be keys. */
function quoted(value: unknown): string {
  return typeof value === 'string' && value.length <= 20 ? JSON.stringify(value) : 'of another kind';
}
