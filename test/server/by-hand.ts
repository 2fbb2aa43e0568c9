import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSign,
  createVerify,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Reads and writes JWS and JWE with node:crypto only, so that the tests share no code with the code that they check. */

const HASH = { '256': 'sha256', '384': 'sha384', '512': 'sha512' } as const;

export interface Read {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  valid: boolean;
}

export function readJws(jwt: string, key: string | KeyObject): Read {
  const [header = '', payload = '', signature = '', ...rest] = jwt.split('.');
  const read = { header: json(header), claims: json(payload) };
  const { alg } = read.header as { alg: string };
  const hash = HASH[alg.slice(2) as keyof typeof HASH];
  const given = Buffer.from(signature, 'base64url');
  const input = `${header}.${payload}`;
  if (typeof key === 'string') {
    const wanted = createHmac(hash, key).update(input).digest();
    return { ...read, valid: alg.startsWith('HS') && rest.length === 0 && timingSafeEqual(given, wanted) };
  }
  return { ...read, valid: alg.startsWith('RS') && createVerify(hash).update(input).verify(key, given) };
}

/** Compact JWE with RSA-OAEP and a GCM or CBC content algorithm (RFC 7516 §5.2, RFC 7518 §5). */
export function readJwe(jwe: string, key: KeyObject): { header: Record<string, unknown>; content: string } {
  const [head = '', wrapped = '', iv = '', sealed = '', tag = ''] = jwe.split('.');
  const header = json(head);
  const oaepHash = header.alg === 'RSA-OAEP-256' ? 'sha256' : 'sha1';
  const cek = privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes(wrapped));
  if (header.enc === 'A128CBC-HS256')
    return { header, content: openCbc(cek, head, bytes(iv), bytes(sealed), bytes(tag)) };
  const name = header.enc === 'A128GCM' ? 'aes-128-gcm' : 'aes-256-gcm';
  const cipher = createDecipheriv(name, cek, bytes(iv)).setAAD(Buffer.from(head)).setAuthTag(bytes(tag));
  return { header, content: Buffer.concat([cipher.update(bytes(sealed)), cipher.final()]).toString() };
}

/** Signs without a library: HS* with a string, RS* with a private key. */
export function writeJws(claims: object, alg: string, key: string | KeyObject): string {
  const hash = HASH[alg.slice(2) as keyof typeof HASH];
  const input = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  const signature =
    typeof key === 'string' ? createHmac(hash, key).update(input).digest() : createSign(hash).update(input).sign(key);
  return `${input}.${signature.toString('base64url')}`;
}

/** Encrypts a signed token in the ways that the platform documents: RSA-OAEP, with a GCM or CBC content algorithm. */
export function writeJwe(
  jwt: string,
  enc: 'A128CBC-HS256' | 'A128GCM' | 'A256GCM',
  key: KeyObject,
  kid: string,
): string {
  const head = part({ alg: 'RSA-OAEP', enc, kid, typ: 'JWT', cty: 'JWT' });
  const cek = randomBytes(enc === 'A128GCM' ? 16 : 32);
  const wrapped = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, cek);
  const { iv, sealed, tag } = enc === 'A128CBC-HS256' ? sealCbc(cek, head, jwt) : sealGcm(cek, head, jwt);
  return [head, ...[wrapped, iv, sealed, tag].map((each) => each.toString('base64url'))].join('.');
}

function sealGcm(cek: Buffer, aad: string, text: string) {
  const iv = randomBytes(12);
  const cipher = createCipheriv(cek.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm', cek, iv).setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return { iv, sealed, tag: cipher.getAuthTag() };
}

function sealCbc(cek: Buffer, aad: string, text: string) {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', cek.subarray(16), iv);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return { iv, sealed, tag: tagOfCbc(cek, aad, iv, sealed) };
}

function openCbc(cek: Buffer, aad: string, iv: Buffer, sealed: Buffer, tag: Buffer): string {
  if (!timingSafeEqual(tagOfCbc(cek, aad, iv, sealed), tag)) throw new Error('the tag is wrong');
  const cipher = createDecipheriv('aes-128-cbc', cek.subarray(16), iv);
  return Buffer.concat([cipher.update(sealed), cipher.final()]).toString();
}

/** RFC 7518 §5.2.2.1 */
function tagOfCbc(cek: Buffer, aad: string, iv: Buffer, sealed: Buffer): Buffer {
  const aadBits = Buffer.alloc(8);
  aadBits.writeBigUInt64BE(BigInt(aad.length) * 8n);
  const mac = createHmac('sha256', cek.subarray(0, 16)).update(aad).update(iv).update(sealed).update(aadBits).digest();
  return mac.subarray(0, 16);
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const bytes = (text: string) => Buffer.from(text, 'base64url');
const json = (text: string) => JSON.parse(bytes(text).toString()) as Record<string, unknown>;
