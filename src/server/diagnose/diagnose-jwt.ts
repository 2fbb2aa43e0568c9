import { type Clock, systemClock } from '../../lib/clock.js';
import type { SigningAlgorithm } from '../signing-algorithm.js';
import { checkDates, checkJti, checkNames } from './check-claims.js';
import { checkEncryptedHeader, checkSignedHeader } from './check-header.js';
import { checkSignature, type VerificationKeys } from './check-signature.js';
import { error, type Finding } from './finding.js';
import { type ReadToken, readToken } from './read-token.js';

/** What the token is compared with. Each part may be left out; what needs it stays unchecked. */
export interface DiagnoseOptions extends VerificationKeys {
  /** What the token is for. @default 'channel' if it has iss, aud or isAnonymous, else 'api' */
  use?: 'channel' | 'api';
  /** `cs-…` of the JWT app, to compare. */
  clientId?: string;
  /** What the JWT app is set to. */
  algorithm?: SigningAlgorithm;
  /** The JWT app enforces JTI. @default false */
  requireJti?: boolean;
  /** The JWT app enforces JWE. @default false */
  requireJwe?: boolean;
  /** Time, for tests. @default the system's */
  clock?: Pick<Clock, 'now'>;
}

/** What the doctor says of one token. */
export interface Diagnosis {
  /** No finding is an error: as far as can be seen from here, the platform takes the token. */
  readonly ok: boolean;
  readonly form: 'jws' | 'jwe' | 'none';
  readonly use: 'channel' | 'api';
  readonly header: Readonly<Record<string, unknown>>;
  /** Who the token is about: treat it as you treat your visitors' names. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/**
 * Explains in words what is wrong with a JWT, before the platform says no in three.
 *
 * Never throws, and says neither token nor key again. Without a key the signature stays unchecked, which is a note.
 *
 * ```ts
 * const { ok, findings } = await diagnoseJwt(jwt, { clientId, clientSecret });
 * for (const { level, message, hint } of findings) console.log(level, message, hint ?? '');
 * ```
 */
export async function diagnoseJwt(jwt: string, options?: DiagnoseOptions): Promise<Diagnosis> {
  const token = readToken(jwt);
  const { form, header, claims, findings } = token;
  let use = guessUse(claims);
  try {
    const known: DiagnoseOptions = options ?? {};
    if (known.use === 'channel' || known.use === 'api') use = known.use;
    findings.push(...(await examine(token, use, known)));
  } catch {
    // Options of a caller without types. What was thrown is not repeated, for it may hold a key.
    findings.push(
      error(
        'option_unreadable',
        'the token was not checked to the end: an option cannot be read',
        'See DiagnoseOptions.',
      ),
    );
  }
  const order = { error: 0, warning: 1, note: 2 };
  findings.sort((a, b) => order[a.level] - order[b.level]);
  const ok = findings.every(({ level }) => level !== 'error');
  return { ok, form, use, header, findings, ...(claims && { claims }) };
}

async function examine(
  { form, token, header, claims }: ReadToken,
  use: Diagnosis['use'],
  options: DiagnoseOptions,
): Promise<Finding[]> {
  if (form === 'jwe') return [...checkEncryptedHeader(header)];
  if (form !== 'jws') return [];
  const { clock = systemClock } = options;
  const findings = [...checkSignedHeader(header, options.algorithm ?? undefined)];
  if (options.requireJwe) {
    findings.push(
      error('jwe_missing', 'the token is not encrypted', 'The JWT app enforces JWE: pass encryption to the signer.'),
    );
  }
  if (claims) {
    findings.push(...checkNames(claims, use, options.clientId ?? undefined));
    findings.push(...checkDates(claims, Math.floor((clock ?? systemClock).now() / 1000)));
    findings.push(...checkJti(claims, options.requireJti));
  }
  findings.push(...(await checkSignature(token, header.alg, options)));
  return findings;
}

function guessUse(claims: Record<string, unknown> = {}): 'channel' | 'api' {
  return ['iss', 'kore_iss', 'aud', 'isAnonymous'].some((name) => name in claims) ? 'channel' : 'api';
}
