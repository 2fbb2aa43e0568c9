import type { GetJwt } from '../auth/token-service.js';
import { TokenError } from '../errors/index.js';

export interface JwtEndpointOptions {
  /**
   * Whether cookies are sent. `same-origin` sends them to your own origin only, so a mistyped address on another host
   * never receives them. Use `include` if the endpoint is on another origin and identifies the user by a cookie.
   * @default 'same-origin'
   */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
}

/**
 * Returns the address as it may appear in an error, without query and credentials, which may hold secrets.
 *
 * @param url callers without types may pass a URL object, which `fetch` accepts
 */
function addressOf(url: string): string {
  return `${url}`.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}

/**
 * Returns the reason in the body of a refusal, `{ errors: [{ msg, code }] }`, for developers; an empty text if there is none. A text
 * with a long word is left out, because that may be a token.
 */
async function reasonIn(response: Response): Promise<string> {
  try {
    const { msg, code } = ((await response.json()) as { errors: Record<string, unknown>[] }).errors[0]!;
    const isShown = typeof msg === 'string' && /^\P{C}{1,200}$/u.test(msg) && !/[\w.-]{24}/.test(`${msg} ${code}`);
    return isShown && code ? `: ${msg} (${code})` : '';
  } catch {
    return '';
  }
}

/**
 * Creates a `getJwt` for a token endpoint that answers `POST {}` with `{ "jwt": "…" }`, as `createTokenHandler` of
 * `xo-rtm/server` does.
 *
 * Redirects are followed within the origin of `url`. A response from another origin is rejected, because it could sign
 * the user in as somebody else.
 *
 * @param url absolute, or relative to the page
 * @throws TokenError (`XO_JWT_UNAVAILABLE`) if the endpoint does not answer, answers with an error, or answers without a
 *   JWT
 */
export function createJwtEndpoint(url: string, options: JwtEndpointOptions = {}): GetJwt {
  const { credentials = 'same-origin' } = options;
  return async ({ signal }) => {
    const request = options.fetch ?? globalThis.fetch;
    let why: string;
    try {
      const response = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: '{}',
        credentials,
        cache: 'no-store',
        signal,
      });
      if (response.redirected && new URL(response.url).origin !== new URL(new Request(url).url).origin) {
        why = 'it redirects to another origin';
      } else if (response.ok) {
        const body = (await response.json()) as { jwt?: unknown } | null;
        if (typeof body?.jwt === 'string' && body.jwt) return body.jwt;
        why = 'its answer has no "jwt"';
      } else {
        why = `it answered with status ${response.status}${await reasonIn(response)}`;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      why = error instanceof SyntaxError ? 'its answer is not JSON' : 'it could not be reached';
      // The original error is dropped: the message of a parser or of a custom fetch may contain the token or a session.
    }
    throw new TokenError('XO_JWT_UNAVAILABLE', `unable to get a JWT from ${addressOf(url)}; ${why}`, {
      hint: 'It must answer POST with { "jwt": "…" }. On another origin it needs CORS, and a place in connect-src of your CSP.',
    });
  };
}
