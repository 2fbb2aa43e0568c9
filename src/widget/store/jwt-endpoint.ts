import type { ChatClientOptions } from '../../client/options.js';
import { TokenError } from '../../errors/index.js';

export interface JwtEndpointOptions {
  /**
   * Whether the page's cookies go along. `same-origin` sends them to your own origin only, so a mistyped address elsewhere
   * never sees them. Ask for `include` if the endpoint is on another origin and knows the user by a cookie.
   * @default 'same-origin'
   */
  credentials?: RequestCredentials;
  /** @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
}

/** The address as it may appear in an error: a query may hold a session, and what stands before the host a password. */
function addressOf(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}

/**
 * `getJwt` for a token endpoint that answers `POST {}` with `{ "jwt": "…" }`, as `createTokenHandler` of `xo-rtm/server` does.
 *
 * Redirects are followed within the origin of `url`. An answer from another one is not taken: whoever gives it could sign the
 * user in as somebody else.
 *
 * @param url absolute, or relative to the page
 * @throws TokenError (`jwt_unavailable`) when the endpoint does not answer, answers with a failure, or without a JWT
 */
export function createJwtEndpoint(url: string, options: JwtEndpointOptions = {}): ChatClientOptions['getJwt'] {
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
        why = `it answered with status ${response.status}`;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      why = error instanceof SyntaxError ? 'its answer is not JSON' : 'it could not be reached';
      // Not as a cause: what a parser or a fetch of the page's own throws may quote the token, or a session.
    }
    throw new TokenError('jwt_unavailable', `unable to get a JWT from ${addressOf(url)}; ${why}`, {
      hint: 'It must answer POST with { "jwt": "…" }. On another origin it needs CORS, and a place in connect-src of your CSP.',
    });
  };
}
