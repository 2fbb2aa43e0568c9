import { CHANNEL_AUDIENCE, foldClaimName } from '../claims.js';
import { error, type Finding, note, warning } from './finding.js';

type Claims = Record<string, unknown>;

/** Both values appear in the documents of the platform (protocol.md §1.3). */
const AUDIENCES: readonly unknown[] = [CHANNEL_AUDIENCE, 'https://idproxy.kore.ai/authorize'];

/** Checks the claims that name the app and the visitor. */
export function* checkNames(claims: Claims, use: 'channel' | 'api', clientId?: string): Generator<Finding> {
  const issuer = claims.iss ?? claims.kore_iss;
  for (const name of Object.keys(claims)) {
    if (name === 'appId' || foldClaimName(name) !== 'appid') continue;
    yield error(
      'app_id_spelling',
      `the claim is spelled ${JSON.stringify(name)}`,
      'The platform knows appId alone, spelled exactly so.',
    );
  }
  if (use === 'api' ? !claims.appId : !claims.appId && !issuer) {
    const name = use === 'api' ? 'appId' : 'iss';
    yield error('app_id_missing', `${name} is missing`, `Set ${name} to the client id of the JWT app.`);
  }
  for (const [name, value] of Object.entries({ iss: issuer, appId: claims.appId })) {
    if (value === undefined) continue;
    if (clientId !== undefined && value !== clientId) {
      yield error(
        'app_id_mismatch',
        `${name} is another client id than that of your app`,
        'Set it to the client id of the JWT app.',
      );
    } else if (typeof value !== 'string' || !value.startsWith('cs-')) {
      yield warning(
        'client_id_form',
        `${name} does not begin with cs-, as client ids do`,
        'It may be the name of the app.',
      );
    }
  }
  if (issuer !== undefined && claims.appId !== undefined && issuer !== claims.appId) {
    yield error('app_id_mismatch', 'iss and appId differ', 'Both are the client id of the JWT app.');
  }
  yield* checkSubject(claims, use);
}

function* checkSubject(claims: Claims, use: 'channel' | 'api'): Generator<Finding> {
  const subject = claims.sub ?? claims.kore_sub;
  if (use === 'api') {
    if (subject === undefined)
      yield note('subject_missing', 'sub is missing', 'The platform’s samples have it; any name will do.');
    return;
  }
  if (typeof subject !== 'string' || subject.trim() === '') {
    yield error('subject_missing', 'sub does not name the visitor', 'Set sub to who the visitor is, as a text.');
  }
  if (![claims.aud].flat().some((audience) => AUDIENCES.includes(audience))) {
    yield warning('audience', 'aud is not what the platform’s documents show', `Set aud to ${CHANNEL_AUDIENCE}.`);
  }
  if (claims.isAnonymous !== undefined && typeof claims.isAnonymous !== 'boolean') {
    yield warning('anonymous_type', 'isAnonymous is no true or false', 'The text "false" may count as true.');
  }
}

/** Two synchronised clocks may differ by this many seconds. */
const SKEW_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
/** Larger values are milliseconds: as seconds, this is in the year 5138; as milliseconds, in 1973. */
const MAX_SECONDS = 100_000_000_000;

/** Checks when the token is valid. `nowS` is in seconds. */
export function* checkDates(claims: Claims, nowS: number): Generator<Finding> {
  const dates: { iat?: number; nbf?: number; exp?: number } = {};
  for (const name of ['iat', 'nbf', 'exp'] as const) {
    const value = claims[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      yield error('date_type', `${name} is no number`, 'Dates are in seconds since 1970, without quotes.');
    } else if (value > MAX_SECONDS) {
      yield error('date_milliseconds', `${name} is in milliseconds`, 'Divide it by 1000: dates are in seconds.');
    } else dates[name] = value;
  }
  const { iat, nbf, exp } = dates;
  const hasJti = (claims.jti ?? claims.kore_jti) !== undefined;
  if (claims.exp === undefined) {
    yield warning(
      'expiry_missing',
      'exp is missing: whoever finds this token can use it for ever',
      'Let it live minutes.',
    );
  }
  if (exp !== undefined && exp <= nowS) {
    yield error(
      'expired',
      `it expired ${span(nowS - exp)} ago`,
      'Ask for a new one. If it is new, set the clock of the server.',
    );
  }
  if (exp !== undefined && iat !== undefined && exp <= iat) {
    yield error('life_negative', 'it expires before it was made', 'exp is iat plus the life in seconds.');
  }
  if (iat !== undefined && iat > nowS + SKEW_S) {
    yield error(
      'clock_skew',
      `it was made ${span(iat - nowS)} in the future`,
      'Set the clock of the server that signs (NTP).',
    );
  }
  if (nbf !== undefined && nbf > nowS + SKEW_S) {
    yield error(
      'not_yet_valid',
      `it is not good before ${span(nbf - nowS)} from now`,
      'Leave nbf out, or set the clock.',
    );
  }
  if (exp !== undefined && hasJti && exp - nowS > HOUR_S) {
    yield error(
      'life_too_long',
      `with a jti it may live an hour, and this lives ${span(exp - nowS)}`,
      'Lower expiresIn.',
    );
  } else if (exp !== undefined && exp - nowS > DAY_S) {
    yield warning('life_too_long', `it lives ${span(exp - nowS)}`, 'A page needs it for minutes.');
  }
}

/** Checks the `jti`. `required`: the JWT app enforces JTI. */
export function* checkJti(claims: Claims, required = false): Generator<Finding> {
  const jti = claims.jti ?? claims.kore_jti;
  if (typeof jti === 'string' && jti !== '') return;
  const text = ['jti is missing', 'With it each token works once (a random text, new in every token).'] as const;
  yield required ? error('jti_missing', ...text) : note('jti_missing', ...text);
}

function span(seconds: number): string {
  const units = [
    ['day', DAY_S],
    ['hour', HOUR_S],
    ['minute', 60],
  ] as const;
  const [unit, length] = units.find(([, unitLength]) => seconds >= 2 * unitLength) ?? (['second', 1] as const);
  const count = Math.round(seconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
