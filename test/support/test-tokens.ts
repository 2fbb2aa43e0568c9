import { createTokenService, type GetJwt, type JwtRequest } from '../../src/auth/token-service.js';
import { ConnectionError, HttpError } from '../../src/errors/index.js';
import type { HttpRequest } from '../../src/http/http-client.js';
import { VirtualClock } from '../simulation/virtual-clock.js';

const GRANT_URL = 'https://bots.test/grant';
const HOUR_MS = 3_600_000;

/** Returns a grant of a platform whose clock is `skewMs` ahead of ours. */
export function grantOf(accessToken: string, clock: VirtualClock, lifetimeMs = HOUR_MS, skewMs = 0) {
  const issued = clock.now() + skewMs;
  return {
    authorization: {
      accessToken,
      token_type: 'bearer',
      issuedDate: new Date(issued).toISOString(),
      expiresDate: new Date(issued + lifetimeMs).toISOString(),
    },
    userInfo: { userId: 'u-1' },
  };
}

export function httpError(status: number, message = 'unable to do it; no'): HttpError {
  const code = status === 429 ? 'XO_HTTP_RATE_LIMITED' : status > 499 ? 'XO_HTTP_UNAVAILABLE' : 'XO_HTTP_STATUS';
  return new HttpError(code, message, { status, platformCode: undefined, retryAfterMs: undefined });
}

type Answer = object | Error | undefined | Promise<object>;

/**
 * Creates a TokenService over a fake HTTP client. By default `getJwt` returns `jwt-1`, `jwt-2`, … and the platform grants
 * `token-1`, `token-2`, … A request whose answer is undefined stays pending until it is aborted.
 */
export function testTokens(options: { getJwt?: GetJwt; grant?: () => Answer; call?: (token: string) => Answer } = {}) {
  const clock = new VirtualClock();
  const jwtRequests: JwtRequest[] = [];
  const grants: HttpRequest[] = [];
  const calls: HttpRequest[] = [];
  const settings = {
    getJwt: () => `jwt-${jwtRequests.length}`,
    grant: (): Answer => grantOf(`token-${grants.length}`, clock),
    call: (): Answer => ({}),
    ...options,
  };

  async function http(request: HttpRequest): Promise<unknown> {
    const isGrant = request.url === GRANT_URL;
    (isGrant ? grants : calls).push(request);
    const token = request.headers?.authorization?.replace('bearer ', '') ?? '';
    const answer = isGrant ? settings.grant() : settings.call(token);
    if (answer instanceof Error) throw answer;
    if (answer !== undefined) return answer;
    return new Promise((_, reject) => {
      request.signal?.addEventListener('abort', () =>
        reject(new ConnectionError('XO_ABORTED', 'unable to do it; aborted')),
      );
    });
  }

  const tokens = createTokenService(
    (request) => {
      jwtRequests.push(request);
      return settings.getJwt(request);
    },
    http,
    GRANT_URL,
    { chatBot: 'Demo', taskBotId: 'st-1' },
    clock,
    () => {},
  );
  return {
    tokens,
    clock,
    settings,
    jwtRequests,
    grants,
    calls,
    reasons: () => jwtRequests.map(({ reason }) => reason),
  };
}
