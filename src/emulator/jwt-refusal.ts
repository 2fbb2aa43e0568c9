import { errors } from 'jose';
import { PlatformError } from './http/platform-error.js';

/** The answer to a JWT that is not taken, in the platform's words (protocol.md §1.2). */
export function refuseJwt(reason: string): PlatformError {
  return new PlatformError(401, `error verifying the jwt: ${reason}`);
}

/** What `jose` found wrong, in words of our own: messages of a library may quote the token. */
export function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'jwt expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'invalid signature';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return 'invalid algorithm';
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} is not valid`;
  return 'jwt malformed';
}
