/** Signs with the client secret, which the platform has as well. */
export type HmacAlgorithm = 'HS256' | 'HS384' | 'HS512';

/** Signs with a private key that stays with you; the platform has the public half. */
export type RsaAlgorithm = 'RS256' | 'RS384' | 'RS512';

/**
 * The algorithm that signs a JWT. The platform documents HS256, HS512, RS256 and RS512. HS384 and RS384 appear in none of its
 * documents (public-apis.md §1.2), so ask the vendor before you rely on them.
 */
export type SigningAlgorithm = HmacAlgorithm | RsaAlgorithm;

/** An HMAC secret with fewer bytes is weaker than its hash (RFC 7518 §3.2). */
export const MIN_HMAC_SECRET_BYTES = { HS256: 32, HS384: 48, HS512: 64 } as const satisfies Record<
  HmacAlgorithm,
  number
>;

/** A secret with fewer bytes (128 bits) can be guessed. */
export const MIN_CLIENT_SECRET_BYTES = 16;

export const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const satisfies readonly RsaAlgorithm[];

/** The algorithms in the documents of the platform. */
export const DOCUMENTED_ALGORITHMS: readonly string[] = ['HS256', 'HS512', 'RS256', 'RS512'];

export function isHmac(algorithm: unknown): algorithm is HmacAlgorithm {
  return typeof algorithm === 'string' && Object.hasOwn(MIN_HMAC_SECRET_BYTES, algorithm);
}

export function isRsa(algorithm: unknown): algorithm is RsaAlgorithm {
  return (RSA_ALGORITHMS as readonly unknown[]).includes(algorithm);
}
