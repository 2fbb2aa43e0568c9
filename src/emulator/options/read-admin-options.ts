import { isObject } from '../../lib/json.js';
import { type Check, checkFields, flag, oneOf, optionError, text, whole } from '../lib/check-fields.js';
import type { EmulatorAdminOptions, EmulatorApp } from './admin-options.js';
import { knownScopes } from './api-access.js';

/** Checked options with every default filled in. */
export interface AdminSettings
  extends Required<Omit<EmulatorAdminOptions, 'apps' | 'roles' | 'users' | 'agents' | 'rateLimit'>> {
  apps: readonly CheckedApp[];
  /** The apps whose JWTs are accepted by jwtgrant: those in `apps`, and the emulator's own app unless `apps` contains it. */
  channelApps: readonly CheckedApp[];
  roles: EmulatorAdminOptions['roles'];
  users: EmulatorAdminOptions['users'];
  agents: EmulatorAdminOptions['agents'];
  rateLimit: { perMinute: number; perHour: number } | undefined;
}

export interface CheckedApp extends Required<Omit<EmulatorApp, 'clientSecret' | 'publicKey' | 'jweKey' | 'algorithm'>> {
  clientSecret: string | undefined;
  publicKey: EmulatorApp['publicKey'];
  jweKey: EmulatorApp['jweKey'];
  algorithms: readonly string[];
}

const key: Check = (value) => (typeof value === 'string' || isObject(value) ? undefined : 'a PEM text or a JWK');
const records =
  (...fields: string[]): Check =>
  (value) =>
    Array.isArray(value) &&
    value.every((each) => isObject(each) && fields.every((field) => text(each[field]) === undefined))
      ? undefined
      : `a list of objects with ${fields.join(' and ')}`;

const HMAC = ['HS256', 'HS384', 'HS512'];
const ALGORITHMS = [...HMAC, 'RS256', 'RS384', 'RS512'];
const DEFAULT_LIMIT = { perMinute: 60, perHour: 1800 };

const OPTIONS: Record<string, Check> = {
  apps: (value) => (Array.isArray(value) ? undefined : 'a list of apps'),
  roles: records('roleType', 'role'),
  users: records('userId', 'username'),
  agents: records('userId', 'email'),
  jobMs: whole(0),
  rateLimit: (value) => (value === false || isObject(value) ? undefined : 'false or { perMinute, perHour }'),
};
const APP: Record<string, Check> = {
  clientId: text,
  clientSecret: text,
  publicKey: key,
  algorithm: oneOf(...ALGORITHMS),
  madeIn: oneOf('platform', 'console'),
  requireJti: flag,
  jweKey: key,
  scopes: (value) => (value === 'all' || Array.isArray(value) ? undefined : '"all" or a list of scopes'),
};
const LIMIT: Record<string, Check> = { perMinute: whole(1), perHour: whole(1) };

/**
 * Checks options from a file or a caller.
 *
 * @param own client id and secret of the emulator's own app
 * @throws TypeError that names the field and describes valid values
 */
export function readAdminOptions(options: unknown, own: { clientId: string; clientSecret: string }): AdminSettings {
  if (!isObject(options)) throw optionError('admin must be an object');
  checkFields('admin.', options, OPTIONS);
  const { apps, roles, users, agents, jobMs = 3000, rateLimit = {} } = options as EmulatorAdminOptions;
  if (rateLimit) checkFields('admin.rateLimit.', { ...rateLimit }, LIMIT);
  const checked = apps?.map((app, index) => readApp(app, `admin.apps[${index}]`));
  const twice = checked?.find(({ clientId }, index) => checked.findIndex((app) => app.clientId === clientId) < index);
  if (twice) throw optionError(`admin.apps has two apps with the client id ${twice.clientId}`);
  const ownApp = { ...readApp(own, 'admin.apps[0]'), algorithms: HMAC };
  const isThere = checked?.some(({ clientId }) => clientId === own.clientId) === true;
  return {
    apps: checked ?? [ownApp],
    channelApps: [...(isThere ? [] : [ownApp]), ...(checked ?? [])],
    roles,
    users,
    agents,
    jobMs,
    rateLimit: rateLimit ? { ...DEFAULT_LIMIT, ...rateLimit } : undefined,
  };
}

function readApp(app: unknown, at: string): CheckedApp {
  if (!isObject(app)) throw optionError(`${at} must be an object with clientId and clientSecret`);
  checkFields(`${at}.`, app, APP);
  if (app.clientId === undefined) throw optionError(`${at}.clientId is missing; it begins with cs- on the platform`);
  const {
    clientId,
    algorithm = 'HS256',
    madeIn = 'console',
    requireJti = false,
    scopes = 'all',
    ...keys
  } = app as unknown as EmulatorApp;
  const needed = HMAC.includes(algorithm) ? 'clientSecret' : 'publicKey';
  if (keys[needed] === undefined) throw optionError(`${at}.${needed} is missing; ${algorithm} needs it`);
  if (scopes !== 'all') checkScopes(at, scopes, madeIn);
  return {
    clientId,
    madeIn,
    requireJti,
    scopes,
    algorithms: [algorithm],
    clientSecret: keys.clientSecret,
    publicKey: keys.publicKey,
    jweKey: keys.jweKey,
  };
}

function checkScopes(at: string, scopes: readonly unknown[], madeIn: 'platform' | 'console'): void {
  const known = knownScopes(madeIn);
  for (const scope of scopes) {
    if (known.includes(scope as string)) continue;
    throw optionError(
      `${at}.scopes has "${String(scope)}"; apps that were created in the ${madeIn} can have ${known.join(', ')}`,
    );
  }
}
