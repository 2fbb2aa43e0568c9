import { DOCUMENTED_ALGORITHMS, isHmac, isRsa } from '../signing-algorithm.js';
import { error, type Finding, note, warning } from './finding.js';

/** Checks the header of a signed token. `expected` is the algorithm of the JWT app. */
export function* checkSignedHeader(header: Record<string, unknown>, expected?: string): Generator<Finding> {
  const alg = nameOf(header.alg);
  if (/^none$/i.test(alg)) {
    yield error('alg_none', 'the token is not signed (alg is none)', 'Anybody could have written it. Sign it.');
  } else if (!isHmac(header.alg) && !isRsa(header.alg)) {
    yield error('alg_unknown', `the platform knows no ${alg}`, 'Sign with HS256, HS512, RS256 or RS512.');
  } else if (!DOCUMENTED_ALGORITHMS.includes(alg)) {
    yield warning(
      'alg_undocumented',
      `${alg} is in none of the platform’s documents`,
      'Use HS256, HS512, RS256 or RS512.',
    );
  }
  if (expected !== undefined && alg !== expected) {
    yield error('alg_unexpected', `alg is ${alg}, the JWT app is set to ${expected}`, `Sign with ${expected}.`);
  }
  if ('crit' in header) {
    yield error(
      'header_crit',
      'the header demands extensions (crit)',
      'The platform’s documents name none. Leave crit out.',
    );
  }
}

/** Checks the header of an encrypted token (public-apis.md §1.4). */
export function* checkEncryptedHeader(header: Record<string, unknown>): Generator<Finding> {
  yield note('jwe_sealed', 'the token is encrypted: its claims can be checked before encryption only');
  if (header.alg === 'RSA1_5') {
    yield warning('jwe_alg', 'RSA1_5 can be attacked (Bleichenbacher)', 'Wrap the key with RSA-OAEP.');
  } else if (header.alg !== 'RSA-OAEP') {
    yield error('jwe_alg', `the platform documents no ${nameOf(header.alg)}`, 'Wrap the key with RSA-OAEP.');
  }
  if (!['A128CBC-HS256', 'A128GCM', 'A256GCM'].includes(nameOf(header.enc))) {
    yield error('jwe_enc', `the platform documents no ${nameOf(header.enc)}`, 'Use A128CBC-HS256, A128GCM or A256GCM.');
  }
  if (typeof header.kid !== 'string' || header.kid === '') {
    yield error('jwe_kid', 'kid is missing', 'The platform finds its key by it; the form of the JWT app shows it.');
  }
}

/** A value of a header can have any type. */
function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : 'algorithm that is a text';
}
