import { consoleLogger, type Logger } from '../lib/logger.js';
import { createAnonymousVisitors } from './anonymous-visitors.js';
import { type Environment, type EnvironmentReader, readEnvironment } from './environment.js';
import type { JwtSigner } from './jwt-signer.js';
import { createSignerFromEnv, SIGNER_VARIABLES } from './jwt-signer-from-env.js';
import type { RateLimitOptions } from './rate-limiter.js';
import { createTokenHandler, type TokenHandler, type Visitor } from './token-handler.js';
import { lastEntry } from './visitor-key.js';

/** The variables and their meanings, for the help of programs that run the endpoint. */
export const TOKEN_SERVER_VARIABLES = {
  ...SIGNER_VARIABLES,
  XO_RTM_ALLOWED_ORIGINS:
    'origins of the pages of other servers that may request a JWT, separated by spaces; default: none',
  XO_RTM_IDENTITY_HEADER: 'request header with the identity of the signed-in visitor; only your proxy may set it',
  XO_RTM_VISITOR_SECRET: 'signs the cookie with the identity of all other visitors (32 bytes or more)',
  XO_RTM_VISITOR_SECRET_OLD: 'previous secret, after a change: its cookies are still accepted, and replaced',
  XO_RTM_COOKIE_SAME_SITE: 'strict, lax or none (for pages of other sites); default lax',
  XO_RTM_COOKIE_SECURE: 'false allows plain http during development',
  XO_RTM_ADDRESS_HEADER:
    'request header with the address of the visitor; only your proxy may set it; the last entry of a list counts',
  XO_RTM_RATE_LIMIT: 'requests/seconds for one address, or off; default 60/60',
} as const;

/**
 * Creates the token endpoint that environment variables describe, for a container or `npx xo-rtm token-server`.
 *
 * The proxy in front names the visitor (`XO_RTM_IDENTITY_HEADER`), or visitors are anonymous (`XO_RTM_VISITOR_SECRET`). When both
 * are set, the header wins.
 *
 * @param options.redis a connected client of `ioredis` or `redis`, for several machines
 * @param options.signer replaces the signer that the environment describes
 * @throws ConfigError that names the variable, and never contains its value
 */
export function tokenHandlerFromEnv(
  env: Environment,
  {
    redis,
    logger = consoleLogger,
    signer = createSignerFromEnv(env, { logger }),
  }: { redis?: object; logger?: Logger; signer?: Pick<JwtSigner, 'sign'> } = {},
): TokenHandler {
  const read = readEnvironment('run the token endpoint', env, TOKEN_SERVER_VARIABLES);
  return createTokenHandler({
    signer,
    identify: identifier(read),
    allowedOrigins: read('XO_RTM_ALLOWED_ORIGINS')?.split(/[\s,]+/),
    rateLimit: rateLimit(read, redis),
    logger,
  });
}

type Name = keyof typeof TOKEN_SERVER_VARIABLES;
type Read = EnvironmentReader<Name>;

function identifier(read: Read): (request: Request) => Promise<Visitor | null> {
  const header = headerName(read, 'XO_RTM_IDENTITY_HEADER');
  const secret = read('XO_RTM_VISITOR_SECRET');
  const sameSite = read('XO_RTM_COOKIE_SAME_SITE') ?? 'lax';
  if (header === undefined && secret === undefined) {
    throw read.configError(
      'XO_RTM_IDENTITY_HEADER',
      'and XO_RTM_VISITOR_SECRET: at least one of them must be set, otherwise no visitor gets a JWT',
    );
  }
  if (sameSite !== 'strict' && sameSite !== 'lax' && sameSite !== 'none') {
    throw read.configError('XO_RTM_COOKIE_SAME_SITE', 'must be strict, lax or none');
  }
  const secure = read('XO_RTM_COOKIE_SECURE') !== 'false';
  const oldSecret = read('XO_RTM_VISITOR_SECRET_OLD');
  if (oldSecret !== undefined && secret === undefined) {
    throw read.configError(
      'XO_RTM_VISITOR_SECRET_OLD',
      'is set without XO_RTM_VISITOR_SECRET, which signs the cookies',
    );
  }
  const secrets = [secret, oldSecret].filter((each) => each !== undefined);
  const anonymous = secret === undefined ? undefined : createAnonymousVisitors({ secret: secrets, sameSite, secure });
  return async (request) => {
    const identity = header && request.headers.get(header)?.trim();
    if (identity) return { identity };
    return anonymous ? anonymous(request) : null;
  };
}

function rateLimit(read: Read, redis: object | undefined): RateLimitOptions | false {
  const text = read('XO_RTM_RATE_LIMIT') ?? '60/60';
  if (text === 'off') return false;
  const [, requests, perSeconds] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (requests === undefined)
    throw read.configError('XO_RTM_RATE_LIMIT', 'must be requests/seconds, for example 60/60, or off');
  const header = headerName(read, 'XO_RTM_ADDRESS_HEADER');
  return {
    requests: Number(requests),
    perSeconds: Number(perSeconds),
    ...(redis && { redis }),
    ...(header !== undefined && { keyOf: (request: Request) => nearestEntry(request.headers.get(header)) }),
  };
}

/** The last entry of a list: the nearest proxy has written it, while visitors can invent the entries before it. */
function nearestEntry(header: string | null): string | undefined {
  return header === null ? undefined : lastEntry(header);
}

function headerName(read: Read, name: Name): string | undefined {
  const header = read(name);
  if (header !== undefined && !/^[\w-]+$/.test(header)) throw read.configError(name, 'is no name of a header');
  return header;
}
