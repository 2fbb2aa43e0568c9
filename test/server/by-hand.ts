import {
  constants,
  createDecipheriv,
  createHmac,
  createVerify,
  type KeyObject,
  privateDecrypt,
  timingSafeEqual,
} from 'node:crypto';

/** JWS and JWE read with node:crypto alone: a judge that shares no code with what it judges. */

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

function openCbc(cek: Buffer, aad: string, iv: Buffer, sealed: Buffer, tag: Buffer): string {
  const aadBits = Buffer.alloc(8);
  aadBits.writeBigUInt64BE(BigInt(aad.length) * 8n);
  const mac = createHmac('sha256', cek.subarray(0, 16)).update(aad).update(iv).update(sealed).update(aadBits).digest();
  if (!timingSafeEqual(mac.subarray(0, 16), tag)) throw new Error('the tag is wrong');
  const cipher = createDecipheriv('aes-128-cbc', cek.subarray(16), iv);
  return Buffer.concat([cipher.update(sealed), cipher.final()]).toString();
}

const bytes = (text: string) => Buffer.from(text, 'base64url');
const json = (text: string) => JSON.parse(bytes(text).toString()) as Record<string, unknown>;
