import type { SeededRandom } from './seeded-random.js';

/**
 * Each secret in a simulation repeats this marker, so that the scanner finds even a piece of eight characters. The header and the
 * payload of every JWT begin with `eyJ`.
 */
const MARKER = 'CnRy';
const MARKERS = [MARKER, 'eyJ'];

/** Creates a unique secret of the given length. */
export function canary(random: SeededRandom, length = 32): string {
  let secret = '';
  while (secret.length < length) secret += MARKER + (0x1000 + random.upTo(0xefff)).toString(16);
  return secret.slice(0, length);
}

/** Creates a JWT like a token endpoint, with a canary as its signature. Dates are in epoch seconds, as in RFC 7519. */
export function canaryJwt(
  random: SeededRandom,
  claims: { sub: string; iat: number; exp: number; jti: string },
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'cs-simulation', isAnonymous: false, ...claims })}.${canary(random, 43)}`;
}

/** The client secret of the app. The browser does not have it, but an error page of the platform may show it. */
export const CLIENT_SECRET = 'CnRy5ecretCnRyOfTheAppCnRy';

/**
 * Searches for secrets in what a client exposes: texts, errors with their causes and stacks, objects of any depth. Each object is
 * scanned once only, which is enough for messages, because they are immutable.
 */
export class SecretScanner {
  readonly #seen = new WeakSet<object>();
  readonly #onLeak: (place: string, excerpt: string) => void;

  readonly #markers: readonly string[];

  /** @param secrets texts to search for in addition to the canaries */
  constructor(onLeak: (place: string, excerpt: string) => void, secrets: readonly string[] = []) {
    this.#onLeak = onLeak;
    this.#markers = [...MARKERS, ...secrets];
  }

  scan(place: string, value: unknown): void {
    if (typeof value === 'string') return this.#scanText(place, value);
    if (typeof value !== 'object' || value === null || this.#seen.has(value)) return;
    this.#seen.add(value);
    if (value instanceof Error) {
      this.#scanText(`${place}.message`, value.message);
      this.#scanText(`${place}.stack`, value.stack ?? '');
      this.scan(`${place}.cause`, value.cause);
    }
    for (const [key, inner] of Object.entries(value)) {
      this.#scanText(place, key);
      this.scan(`${place}.${key}`, inner);
    }
  }

  #scanText(place: string, text: string): void {
    for (const marker of this.#markers) {
      const at = text.indexOf(marker);
      if (at >= 0) this.#onLeak(place, text.slice(Math.max(0, at - 40), at + 20));
    }
  }
}
