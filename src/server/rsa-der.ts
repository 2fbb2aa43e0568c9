/** DER of the algorithm `rsaEncryption` with its parameters, NULL (RFC 8017 §A.1). */
const RSA_ENCRYPTION = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/**
 * Converts an RSA private key from PKCS #1 (`-----BEGIN RSA PRIVATE KEY-----`) to PKCS #8, which Web Crypto reads (RFC 5208 §5).
 */
export function pkcs8OfPkcs1(key: Uint8Array): Uint8Array {
  return value(0x30, [0x02, 0x01, 0x00], RSA_ENCRYPTION, value(0x04, key));
}

/** Converts an RSA public key from PKCS #1 (`-----BEGIN RSA PUBLIC KEY-----`) to SubjectPublicKeyInfo (RFC 5280 §4.1). */
export function spkiOfPkcs1(key: Uint8Array): Uint8Array {
  return value(0x30, RSA_ENCRYPTION, value(0x03, [0x00], key));
}

const ALGORITHMS = [
  { name: 'RSA', oid: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01] },
  { name: 'RSA-PSS', oid: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a] },
  { name: 'EC', oid: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01] },
  { name: 'Ed25519', oid: [0x2b, 0x65, 0x70] },
  { name: 'X25519', oid: [0x2b, 0x65, 0x6e] },
  { name: 'DSA', oid: [0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01] },
] as const;

/** The algorithm of a key in PKCS #8 or SubjectPublicKeyInfo, which is named in its first bytes. Undefined for other keys. */
export function algorithmOfDer(key: Uint8Array): string | undefined {
  const head = key.subarray(0, 40).join(' ');
  return ALGORITHMS.find(({ oid }) => head.includes(` 6 ${[oid.length, ...oid].join(' ')} `))?.name;
}

/** Encodes a tag, a length and a content (X.690 §8.1). */
function value(tag: number, ...parts: readonly ArrayLike<number>[]): Uint8Array {
  const content = parts.flatMap((part) => Array.from(part));
  return Uint8Array.from([tag, ...lengthOf(content.length), ...content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
