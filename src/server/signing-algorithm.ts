/** Signed with the client secret, which the platform knows, too. */
export type HmacAlgorithm = 'HS256' | 'HS384' | 'HS512';

/** Signed with a private key that stays with you; the platform has its public half. */
export type RsaAlgorithm = 'RS256' | 'RS384' | 'RS512';

/**
 * How a JWT is signed. The platform documents HS256, HS512, RS256 and RS512; HS384 and RS384 appear in none of its
 * documents (public-apis.md §1.2), so ask before you rely on them.
 */
export type SigningAlgorithm = HmacAlgorithm | RsaAlgorithm;

/** Bytes below which an HMAC secret is weaker than its hash (RFC 7518 §3.2). */
export const MIN_HMAC_SECRET_BYTES = { HS256: 32, HS384: 48, HS512: 64 } as const satisfies Record<
  HmacAlgorithm,
  number
>;

/** Bytes below which a secret can be guessed outright: 128 bits. */
export const MIN_CLIENT_SECRET_BYTES = 16;

export const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const satisfies readonly RsaAlgorithm[];

/** What the platform's documents name. */
export const DOCUMENTED_ALGORITHMS: readonly string[] = ['HS256', 'HS512', 'RS256', 'RS512'];

export function isHmac(algorithm: unknown): algorithm is HmacAlgorithm {
  return typeof algorithm === 'string' && Object.hasOwn(MIN_HMAC_SECRET_BYTES, algorithm);
}

export function isRsa(algorithm: unknown): algorithm is RsaAlgorithm {
  return (RSA_ALGORITHMS as readonly unknown[]).includes(algorithm);
}
