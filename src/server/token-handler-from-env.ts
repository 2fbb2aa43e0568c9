import { ConfigError } from '../errors/index.js';
import { consoleLogger, type Logger } from '../lib/logger.js';
import { addressKey } from './address-key.js';
import { createAnonymousVisitors } from './anonymous-visitors.js';
import { createJwtSigner, type JwtSignerOptions } from './jwt-signer.js';
import type { RateLimitOptions } from './rate-gate.js';
import { createTokenHandler, type TokenHandler, type Visitor } from './token-handler.js';

/** The variables, and what they mean: the help of whatever runs the endpoint. */
export const TOKEN_SERVER_VARIABLES = {
  XO_RTM_CLIENT_ID: 'client id of the JWT app (cs-…); required',
  XO_RTM_CLIENT_SECRET: 'client secret of the JWT app, for HS256, HS384, HS512',
  XO_RTM_PRIVATE_KEY: 'PEM of the private key in its place, for RS256, RS384, RS512; \\n may stand for a line end',
  XO_RTM_ALGORITHM: 'how JWTs are signed; HS256 with a secret, RS256 with a key by default',
  XO_RTM_EXPIRES_IN: 'life of a JWT in seconds, 1 to 3600; 300 by default',
  XO_RTM_JWE_KEY: 'public key of the platform (JWK or PEM), where the app enforces JWE',
  XO_RTM_JWE_KEY_ID: 'its kid, where it is no JWK',
  XO_RTM_ALLOWED_ORIGINS: 'origins of the pages that may ask, with spaces between them; required',
  XO_RTM_IDENTITY_HEADER: 'request header with the name of who is signed in, set by your proxy and by nobody else',
  XO_RTM_VISITOR_SECRET: 'gives everybody else an anonymous identity, in a cookie signed with this (32 bytes or more)',
  XO_RTM_COOKIE_SAME_SITE: 'strict, lax or none (for pages of other sites); lax by default',
  XO_RTM_COOKIE_SECURE: 'false for plain http during development',
  XO_RTM_ADDRESS_HEADER: 'request header with the address of the visitor, set by your proxy and by nobody else',
  XO_RTM_RATE_LIMIT: 'requests/seconds for one address, or off; 60/60 by default',
} as const;

/** For example `process.env`. */
export type TokenServerEnv = Readonly<Record<string, string | undefined>>;

/**
 * The token endpoint as environment variables describe it, for a container or `npx xo-rtm token-server`.
 *
 * Visitors are who the proxy in front says (`XO_RTM_IDENTITY_HEADER`), or anonymous (`XO_RTM_VISITOR_SECRET`), or both in
 * that order.
 *
 * @param options.redis a connected client of `ioredis` or `redis`, for several machines
 * @throws ConfigError that names the variable, and never says its value
 */
export function tokenHandlerFromEnv(
  env: TokenServerEnv,
  { redis, logger = consoleLogger }: { redis?: object; logger?: Logger } = {},
): TokenHandler {
  const read = reader(env);
  return createTokenHandler({
    signer: createJwtSigner(signerOptions(read, logger)),
    identify: identifier(read),
    allowedOrigins: read('ALLOWED_ORIGINS', true).split(/[\s,]+/),
    rateLimit: rateLimit(read, redis),
    logger,
  });
}

interface Read {
  (name: VariableName, required: true): string;
  (name: VariableName): string | undefined;
}

type VariableName = keyof typeof TOKEN_SERVER_VARIABLES extends `XO_RTM_${infer Name}` ? Name : never;

/** An empty variable is one that is not set. */
function reader(env: TokenServerEnv): Read {
  return ((name: VariableName, required = false) => {
    const value = env[`XO_RTM_${name}`]?.trim();
    if (value) return value;
    if (required) throw refuse(name, 'is not set');
    return undefined;
  }) as Read;
}

function signerOptions(read: Read, logger: Logger): JwtSignerOptions {
  const [clientSecret, privateKey] = [read('CLIENT_SECRET'), read('PRIVATE_KEY')];
  if ((clientSecret === undefined) === (privateKey === undefined)) {
    throw refuse('CLIENT_SECRET', 'and XO_RTM_PRIVATE_KEY: exactly one of them must be set');
  }
  const expiresIn = read('EXPIRES_IN');
  const algorithm = read('ALGORITHM');
  const encryptionKey = read('JWE_KEY');
  const keyId = read('JWE_KEY_ID');
  // What the strings may be is checked by the signer, and said in its words.
  return {
    clientId: read('CLIENT_ID', true),
    ...(clientSecret === undefined ? { privateKey } : { clientSecret }),
    ...(algorithm !== undefined && { algorithm }),
    ...(expiresIn !== undefined && { expiresIn: Number(expiresIn) }),
    ...(encryptionKey !== undefined && {
      encryption: { publicKey: parseKey(encryptionKey), ...(keyId !== undefined && { keyId }) },
    }),
    logger,
  } as JwtSignerOptions;
}

function parseKey(text: string): string | object {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as object;
  } catch {
    throw refuse('JWE_KEY', 'is neither a JWK nor a PEM');
  }
}

function identifier(read: Read): (request: Request) => Promise<Visitor | null> {
  const header = headerName(read, 'IDENTITY_HEADER');
  const secret = read('VISITOR_SECRET');
  const sameSite = read('COOKIE_SAME_SITE') ?? 'lax';
  if (header === undefined && secret === undefined) {
    throw refuse(
      'IDENTITY_HEADER',
      'and XO_RTM_VISITOR_SECRET: at least one of them must be set, or nobody gets a JWT',
    );
  }
  if (sameSite !== 'strict' && sameSite !== 'lax' && sameSite !== 'none') {
    throw refuse('COOKIE_SAME_SITE', 'must be strict, lax or none');
  }
  const secure = read('COOKIE_SECURE') !== 'false';
  const anonymous = secret === undefined ? undefined : createAnonymousVisitors({ secret, sameSite, secure });
  return async (request) => {
    const identity = header && request.headers.get(header)?.trim();
    if (identity) return { identity };
    return anonymous ? anonymous(request) : null;
  };
}

function rateLimit(read: Read, redis: object | undefined): RateLimitOptions | false {
  const text = read('RATE_LIMIT') ?? '60/60';
  if (text === 'off') return false;
  const [, requests, perSeconds] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (requests === undefined) throw refuse('RATE_LIMIT', 'must be requests/seconds, for example 60/60, or off');
  const header = headerName(read, 'ADDRESS_HEADER');
  return {
    requests: Number(requests),
    perSeconds: Number(perSeconds),
    ...(redis && { redis }),
    ...(header !== undefined && { keyOf: (request: Request) => lastAddress(request.headers.get(header)) }),
  };
}

/** Of `x-forwarded-for` the last one: the nearest proxy wrote it, what stands before may be the visitor's invention. */
function lastAddress(header: string | null): string | undefined {
  const address = header?.split(',').at(-1)?.trim();
  return address ? addressKey(address) : undefined;
}

function headerName(read: Read, name: VariableName): string | undefined {
  const header = read(name);
  if (header !== undefined && !/^[\w-]+$/.test(header)) throw refuse(name, 'is no name of a header');
  return header;
}

function refuse(name: VariableName, why: string): ConfigError {
  return new ConfigError('config_invalid', `unable to run the token endpoint; XO_RTM_${name} ${why}`, {
    hint: `XO_RTM_${name}: ${TOKEN_SERVER_VARIABLES[`XO_RTM_${name}`]}.`,
  });
}
