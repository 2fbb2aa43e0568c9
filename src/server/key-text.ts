import { isObject } from '../lib/json.js';

/** A key from a text: a JWK, or the bytes of a PEM with the label of its first line. */
export type KeyText =
  | { readonly form: 'jwk'; readonly jwk: Readonly<Record<string, unknown>> }
  | { readonly form: 'der'; readonly label: string; readonly bytes: Uint8Array; readonly isEncrypted: boolean };

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/gs;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * Reads the keys in a text. It accepts the forms that environments, secret stores and editors produce: PEM whose line ends have
 * become `\n`, `\r\n` or spaces, with quotes or "Bag Attributes" around it; a JWK or a set of them; and each of these, or plain
 * DER, in base64.
 *
 * @returns an empty list when the text contains no key. Never throws
 */
export function readKeyTexts(text: string): KeyText[] {
  const plain = withoutWrapping(text);
  const isPem = plain.includes('-----BEGIN');
  if (isPem) return readPem(plain);
  if (plain.startsWith('{')) return readJwks(plain);
  const bytes = fromBase64(plain);
  if (bytes === undefined) return [];
  if (bytes[0] === SEQUENCE) return readBareDer(bytes);
  const decoded = withoutWrapping(new TextDecoder().decode(bytes));
  return decoded.includes('-----BEGIN') ? readPem(decoded) : readJwks(decoded);
}

/** Whether a text is a key, and not the path of a file with one. */
export function isKeyText(text: string): boolean {
  const plain = withoutWrapping(text);
  return plain.includes('-----BEGIN') || plain.startsWith('{') || readKeyTexts(plain).length > 0;
}

/** Removes the byte order mark, spaces and quotes around a text, and restores line ends that were spelled out. */
function withoutWrapping(text: string): string {
  const plain = text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim();
  // In JSON a backslash is an escape. In a PEM it can only be part of a line end that was spelled out.
  return /^\s*\{/.test(plain) ? plain : plain.replaceAll(/(?:\\+r)?\\+n|\\+r/g, '\n');
}

function readPem(text: string): KeyText[] {
  return [...text.matchAll(PEM_BLOCK)].flatMap(([, label = '', body = '']): KeyText[] => {
    const isEncrypted = /ENCRYPTED/.test(label) || /^\s*Proc-Type:.*ENCRYPTED/m.test(body);
    // Headers inside a block (RFC 1421) end with an empty line.
    const bytes = isEncrypted ? new Uint8Array() : fromBase64(body);
    return bytes === undefined ? [] : [{ form: 'der', label, bytes, isEncrypted }];
  });
}

function readJwks(text: string): KeyText[] {
  const value = parsed(text) ?? parsed(text.replaceAll('\\"', '"'));
  const keys: unknown[] = isObject(value) && Array.isArray(value.keys) ? value.keys : [value];
  return keys.filter(isObject).map((jwk) => ({ form: 'jwk', jwk }));
}

/** In PKCS #8 the second value is the algorithm, in PKCS #1 the modulus. SubjectPublicKeyInfo begins with the algorithm. */
function readBareDer(bytes: Uint8Array): KeyText[] {
  const inside = contentOf(bytes, 0);
  if (inside?.end !== bytes.length) return [];
  const der = (label: string): KeyText[] => [{ form: 'der', label, bytes, isEncrypted: false }];
  if (bytes[inside.start] === SEQUENCE) return der('PUBLIC KEY');
  const first = contentOf(bytes, inside.start);
  if (bytes[inside.start] !== INTEGER || first === undefined) return [];
  // The version of a private key has one byte. A longer first number is the modulus of a public key in PKCS #1.
  if (first.end - first.start > 1) return der('RSA PUBLIC KEY');
  return der(bytes[first.end] === SEQUENCE ? 'PRIVATE KEY' : 'RSA PRIVATE KEY');
}

/** The start and the end of the content of the value at `at` (X.690 §8.1). */
function contentOf(bytes: Uint8Array, at: number): { start: number; end: number } | undefined {
  const first = bytes[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const start = at + 2 + (first & 0x7f);
  let length = 0;
  for (const byte of bytes.subarray(at + 2, start)) length = length * 256 + byte;
  return start + length > bytes.length ? undefined : { start, end: start + length };
}

function fromBase64(text: string): Uint8Array | undefined {
  const letters = text.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (letters === '' || !/^[A-Za-z0-9+/]+$/.test(letters)) return undefined;
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
