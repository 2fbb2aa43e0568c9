import { jwtVerify, SignJWT } from 'jose';
import { type Clock, systemClock } from '../lib/clock.js';
import { configErrorFor, requireLogger, requireObject } from '../lib/config-error.js';
import type { Logger } from '../lib/logger.js';
import { assertServer } from './assert-server.js';
import { serverSecrets } from './serialize-error.js';
import type { Visitor } from './token-handler.js';

const configError = configErrorFor('name anonymous visitors');

/** The options of `createAnonymousVisitors()`. `secret` is required. */
export interface AnonymousVisitorsOptions {
  /**
   * Signs the cookie: at least 32 random bytes, used only for this purpose (not the client secret), and the same on every machine.
   * To change the secret, pass a list: the first one signs, and the cookies of all are accepted. A cookie that another one has
   * signed is replaced at the next visit. A function is called at the first visit, so that an app can be built where the secret is
   * not available.
   */
  secret: string | readonly string[] | (() => string | readonly string[]);
  /** How long a visitor is recognised after the last visit, in days, from 1 to 400. @default 180 */
  maxAgeDays?: number;
  /**
   * Use `none` when pages of other sites request the JWT; a visitor then has a separate identity on each site (`Partitioned`).
   * @default 'lax'
   */
  sameSite?: 'strict' | 'lax' | 'none';
  /** False allows plain http during development. @default true */
  secure?: boolean;
  /** @default '__Host-xo-visitor', or 'xo-visitor' when `secure` is false */
  cookieName?: string;
  /** The beginning of each identity, so that an anonymous identity is never that of a known user. @default 'anonymous-' */
  prefix?: string;
  /** Receives a warning if browsers drop the cookie. @default warnings and errors to the console */
  logger?: Logger;
  /** Source of time, for tests. @default the system clock */
  clock?: Pick<Clock, 'now'>;
}

const DAY_S = 86_400;
const MIN_COOKIE_SECRET_BYTES = 32;

/** Part of the key, so that the cookie is not a valid token anywhere else, and no other token is a valid cookie. */
const PURPOSE = 'xo-rtm visitor cookie 1';

/**
 * Gives anonymous visitors an identity of their own, in a signed, httpOnly cookie. They find their conversation again, and nobody
 * can choose the identity of another visitor.
 *
 * ```ts
 * const anonymous = createAnonymousVisitors({ secret });
 * const identify = async (request) => (await signedInUser(request)) ?? anonymous(request);
 * ```
 *
 * @throws ConfigError when an option is wrong, or in a browser; when `secret` is a function, at the first visit
 */
export function createAnonymousVisitors(options: AnonymousVisitorsOptions): (request: Request) => Promise<Visitor> {
  assertServer('name anonymous visitors');
  const {
    maxAgeDays = 180,
    sameSite = 'lax',
    secure = true,
    prefix = 'anonymous-',
    clock = systemClock,
  } = requireObject('name anonymous visitors', options);
  const { cookieName = secure ? '__Host-xo-visitor' : 'xo-visitor' } = options;
  const { secret } = options;
  const logger = requireLogger('name anonymous visitors', options.logger);
  let isWarned = false;
  const secrets = typeof secret === 'function' ? undefined : checkedSecrets(secret);
  if (sameSite === 'none' && !secure) throw configError('browsers want sameSite "none" to be secure');
  if (!(maxAgeDays > 0 && maxAgeDays <= 400))
    throw configError('maxAgeDays must be from 1 to 400', 'Browsers keep no cookie longer.');
  if (!/^[\w.-]+$/.test(cookieName)) throw configError('cookieName has characters that a cookie’s name cannot have');

  const lifeS = Math.floor(maxAgeDays * DAY_S);
  const attributes = `; Path=/; Max-Age=${lifeS}; HttpOnly; SameSite=${{ strict: 'Strict', lax: 'Lax', none: 'None' }[sameSite]}`;
  const tail = `${attributes}${secure ? '; Secure' : ''}${sameSite === 'none' ? '; Partitioned' : ''}`;
  let keys: Promise<Uint8Array[]> | undefined;
  const readKeys = () => {
    keys ??= Promise.all((secrets ?? checkedSecrets((secret as () => string | readonly string[])())).map(deriveKey));
    return keys;
  };

  const known = async (request: Request) => {
    const now = new Date(clock.now());
    for (const value of cookies(request, cookieName)) {
      for (const [place, key] of (await readKeys()).entries()) {
        const read = await jwtVerify(value, key, { algorithms: ['HS256'], currentDate: now }).catch(() => undefined);
        const { sub, exp } = read?.payload ?? {};
        if (sub && exp) return { identity: sub, exp, isNewest: place === 0 };
      }
    }
    return undefined;
  };

  return async (request) => {
    const nowS = Math.floor(clock.now() / 1000);
    const found = await known(request);
    const visitor = { identity: found?.identity ?? prefix + crypto.randomUUID(), isAnonymous: true };
    if (found?.isNewest && found.exp - nowS > lifeS / 2) return visitor;
    const [key] = await readKeys();
    const value = await new SignJWT({ sub: visitor.identity, exp: nowS + lifeS })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(key!);
    if (secure && !isWarned && isPlainHttp(request.headers.get('origin'))) {
      isWarned = true;
      logger.warn(
        'the cookie of anonymous visitors is Secure, but the page has an http: address, where browsers drop it: each token is for another visitor; use https:, or set secure to false during development',
      );
    }
    return { ...visitor, setCookie: `${cookieName}=${value}${tail}` };
  };
}

/** Whether browsers drop secure cookies of this page. They accept them from loopback addresses. */
function isPlainHttp(origin: string | null): boolean {
  if (!origin?.startsWith('http:') || !URL.canParse(origin)) return false;
  return !/^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1])$/.test(new URL(origin).hostname);
}

async function deriveKey(secret: string): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(PURPOSE)));
}

/** Returns all cookies of that name, because another path or domain may have set one as well. */
function cookies(request: Request, name: string): string[] {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

function checkedSecrets(secret: unknown): string[] {
  const secrets: unknown[] = [secret].flat();
  for (const each of secrets) checkSecret(each);
  if (secrets.length === 0) throw configError('secret is missing');
  return secrets as string[];
}

function checkSecret(secret: unknown): void {
  if (typeof secret !== 'string') throw configError('secret must be a text, or a list of them');
  if (new TextEncoder().encode(secret).length < MIN_COOKIE_SECRET_BYTES) {
    throw configError(
      `secret has fewer than ${MIN_COOKIE_SECRET_BYTES} bytes`,
      'Make one with: openssl rand -base64 32',
    );
  }
  serverSecrets.add(secret);
}
