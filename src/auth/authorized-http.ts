import { HttpError, TokenError } from '../errors/index.js';
import type { HttpClient, HttpRequest } from '../http/http-client.js';
import type { TokenService } from './token-service.js';

export type AuthorizedHttp = (request: HttpRequest) => Promise<unknown>;

/**
 * Calls with the access token (seeds: `Authorization: bearer …`). A refused token is exchanged once, and the call repeated.
 *
 * @throws TokenError `token_rejected` when the platform refuses a token that it granted a moment ago
 */
export function createAuthorizedHttp(http: HttpClient, tokens: TokenService): AuthorizedHttp {
  return async (request) => {
    for (let fresh = false; ; fresh = true) {
      const token = await tokens.get();
      try {
        return await http({ ...request, headers: { ...request.headers, authorization: `bearer ${token.value}` } });
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 401) throw error;
        tokens.refused(token);
        if (fresh) {
          throw new TokenError('token_rejected', `unable to ${request.what}; a fresh access token was refused`, {
            cause: error,
          });
        }
      }
    }
  };
}
