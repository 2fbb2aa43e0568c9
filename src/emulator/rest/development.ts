import { SignJWT } from 'jose';
import type { Endpoint } from '../http/exchange.js';
import { ApiError } from '../lib/api-error.js';
import { randomUuid } from '../lib/random.js';

const LIFE_S = 600;
const AUDIENCE = 'https://idproxy.kore.com/authorize';

/**
 * `POST /jwt`: returns a JWT to everybody, so that a page can chat without a server of its own. DEVELOPMENT ONLY: it accepts every
 * identity. The body is `{ identity?, isAnonymous? }` as JSON or as a form. `<xo-chat jwt-url>` posts `{}` and may use `?identity=`.
 * Without an identity, the JWT is for a new anonymous visitor.
 */
export const developmentJwt: Endpoint = async (platform, exchange) => {
  const { identity = exchange.query.get('identity') ?? undefined, isAnonymous } = await exchange.json();
  if (identity !== undefined && (typeof identity !== 'string' || identity === '')) {
    throw new ApiError(400, 'identity must be a text');
  }
  const { clientId, clientSecret } = platform.settings;
  const issuedAt = Math.floor(platform.now() / 1000);
  const anonymous = isAnonymous === undefined ? identity === undefined : String(isAnonymous) === 'true';
  const jwt = await new SignJWT({ isAnonymous: anonymous })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(identity ?? `visitor-${randomUuid()}`)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_S)
    .setJti(randomUuid())
    .sign(new TextEncoder().encode(clientSecret));
  return { body: { jwt } };
};

/** `GET /`: describes the emulator to a developer who opens its address in a browser. Contains no secrets. */
export const welcome: Endpoint = ({ settings }, { host }) => ({
  body: {
    emulator: 'xo-rtm',
    apiUrl: `http://${host}/api/`,
    jwtUrl: `http://${host}/jwt`,
    bot: { name: settings.bot.name, id: settings.bot.id },
    clientId: settings.clientId,
  },
});
