import { type Clock, systemClock } from '../../lib/clock.js';
import type { SigningAlgorithm } from '../signing-algorithm.js';
import { checkDates, checkJti, checkNames } from './check-claims.js';
import { checkEncryptedHeader, checkSignedHeader } from './check-header.js';
import { checkSignature, type VerificationKeys } from './check-signature.js';
import { error, type Finding } from './finding.js';
import { type ReadToken, readToken } from './read-token.js';

/** The options of `diagnoseJwt()`: what the token is compared with. Checks whose option is missing are skipped. */
export interface DiagnoseOptions extends VerificationKeys {
  /** The purpose of the token. @default 'channel' if it has iss, aud or isAnonymous, otherwise 'api' */
  use?: 'channel' | 'api';
  /** Client id of the JWT app, `cs-…`, to compare. */
  clientId?: string;
  /** Algorithm of the JWT app. */
  algorithm?: SigningAlgorithm;
  /** The JWT app enforces JTI. @default false */
  requireJti?: boolean;
  /** The JWT app enforces JWE. @default false */
  requireJwe?: boolean;
  /** Source of time, for tests. @default the system clock */
  clock?: Pick<Clock, 'now'>;
}

/** The result of `diagnoseJwt()`. */
export interface Diagnosis {
  /** True when no finding is an error: the platform should accept the token, as far as that can be checked here. */
  readonly ok: boolean;
  readonly form: 'jws' | 'jwe' | 'none';
  readonly use: 'channel' | 'api';
  readonly header: Readonly<Record<string, unknown>>;
  /** The claims of the token. They are about the visitor, so treat them as you treat the names of your visitors. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** All findings, errors first. */
  readonly findings: readonly Finding[];
}

/**
 * Explains what is wrong with a JWT, where the platform answers with a short error only.
 *
 * Never throws, and repeats neither the token nor a key. Without a key the signature is not checked, which is reported as a note.
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
    // A caller without types may pass any options. The error is not repeated, because it may contain a key.
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
