import { base64url } from 'jose';
import { isObject } from '../../lib/json.js';
import { error, type Finding, warning } from './finding.js';

type Parts = Record<string, unknown>;

/** The parts of a token, as far as they can be read without a key. */
export interface ReadToken {
  form: 'jws' | 'jwe' | 'none';
  /** The token itself, without quotes, spaces or "Bearer" around it. */
  token: string;
  header: Parts;
  /** Undefined for a JWE, whose content only the platform can read. */
  claims?: Parts;
  findings: Finding[];
}

/** Number of parts of a compact JWS and of a compact JWE (RFC 7515 §7.1, RFC 7516 §7.1). */
const FORMS = { 3: 'jws', 5: 'jwe' } as const;

/**
 * Bytes. Secure RTM carries the JWT in a header of the WebSocket handshake (protocol.md §2.3), and servers limit the size of
 * headers.
 */
const LARGE = 4096;

export function readToken(given: unknown): ReadToken {
  const findings: Finding[] = [];
  const nothing = { form: 'none', token: '', header: {}, findings } as const;
  if (typeof given !== 'string' || given.trim() === '') {
    findings.push(
      error('not_a_token', 'this is no text, or an empty one', 'Pass the JWT: three texts with dots between them.'),
    );
    return nothing;
  }

  const token = unwrap(given);
  if (token !== given) {
    findings.push(
      warning('token_wrapped', 'spaces, quotes or the word Bearer are around the token', 'Pass the token alone.'),
    );
  }
  const parts = token.split('.');
  const form = FORMS[parts.length as keyof typeof FORMS];
  if (form === undefined) {
    const message = `a JWT has 3 parts, an encrypted one 5; this has ${parts.length}`;
    findings.push(error('not_a_token', message, 'It may have been cut when it was copied.'));
    return nothing;
  }
  if (token.length > LARGE) {
    findings.push(
      warning('token_large', `${token.length} characters are much for a header`, 'Keep custom claims small.'),
    );
  }

  const header = readPart(parts[0]!, 'header', findings) ?? {};
  if (form === 'jwe') return { form, token, header, findings };
  const claims = readPart(parts[1]!, 'payload', findings);
  return { form, token, header, findings, ...(claims && { claims }) };
}

function unwrap(text: string): string {
  return text
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim();
}

function readPart(part: string, name: string, findings: Finding[]): Parts | undefined {
  if (/[+/=]/.test(part)) {
    findings.push(
      error('token_torn', `the ${name} is in plain base64`, 'JWTs are in base64url: - and _, and no = at the end.'),
    );
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part)));
    if (isObject(value)) return value;
  } catch {
    // Reported below, without the message of the parser, which quotes the token.
  }
  findings.push(
    error('token_torn', `the ${name} is no JSON object`, 'It may have been cut or changed when it was copied.'),
  );
  return undefined;
}
