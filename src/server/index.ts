/**
 * `xo-rtm/server`: makes JWTs, and serves the endpoint that gives them to pages. For Node, Deno, Bun and edge runtimes, never for a
 * browser.
 */
import { HINTS } from '../errors/hints.js';
import { setHints } from '../errors/xo-error.js';

export { type AnonymousVisitorsOptions, createAnonymousVisitors } from './anonymous-visitors.js';
export type { ApiSignRequest, SignRequest } from './claims.js';
export type { VerificationKeys } from './diagnose/check-signature.js';
export { type DiagnoseOptions, type Diagnosis, diagnoseJwt } from './diagnose/diagnose-jwt.js';
export type { Finding, FindingCode, FindingLevel } from './diagnose/finding.js';
export type { Environment } from './environment.js';
export { type FastifyLike, type FastifyReplyLike, type FastifyRequestLike, toFastifyPlugin } from './fastify-plugin.js';
export { createJwtSigner, type JwtSigner, type JwtSignerOptions } from './jwt-signer.js';
export { jwtSignerFromEnv, SIGNER_VARIABLES, type SignerFromEnvOptions } from './jwt-signer-from-env.js';
export { type FetchHandler, type NodeHandlerOptions, toNodeHandler } from './node-handler.js';
export type { RateLimiter, RateLimitOptions, RequestContext } from './rate-limiter.js';
export type { HmacAlgorithm, RsaAlgorithm, SigningAlgorithm } from './signing-algorithm.js';
export type { PrivateKey, SignFunction, SigningKeyOptions } from './signing-key.js';
export type { TokenEncryptionOptions } from './token-encryption.js';
export { createTokenHandler, type TokenHandler, type TokenHandlerOptions, type Visitor } from './token-handler.js';
export { TOKEN_SERVER_VARIABLES, tokenHandlerFromEnv } from './token-handler-from-env.js';
export type { RefusalCode } from './token-response.js';
export { visitorKey } from './visitor-key.js';

setHints(HINTS);
