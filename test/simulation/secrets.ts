import type { SeededRandom } from './seeded-random.js';

/**
 * Canaries: every secret of the proof is woven from one mark, so that even a piece of eight characters gives itself away.
 * `eyJ` is how every JWT begins and goes on.
 */
const MARKER = 'CnRy';
const MARKERS = [MARKER, 'eyJ'];

/** A secret of the given length that no other draw gives again. */
export function canary(random: SeededRandom, length = 32): string {
  let secret = '';
  while (secret.length < length) secret += MARKER + (0x1000 + random.upTo(0xefff)).toString(16);
  return secret.slice(0, length);
}

/** A JWT as a token endpoint would give it, with a signature that is a canary. Dates in epoch seconds, as in RFC 7519. */
export function canaryJwt(
  random: SeededRandom,
  claims: { sub: string; iat: number; exp: number; jti: string },
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'cs-proof', isUserUnknown: false, ...claims })}.${canary(random, 43)}`;
}

/** The secret of the client app: the browser never has it, but a platform's error page may show it. */
export const CLIENT_SECRET = 'CnRy5ecretCnRyOfTheAppCnRy';

/**
 * Looks for secrets in whatever a client lets out: texts, errors with their causes and stacks, objects of any depth.
 * What was looked at once is not looked at again, which is right for messages, that never change.
 */
export class SecretScanner {
  readonly #seen = new WeakSet<object>();
  readonly #onLeak: (place: string, excerpt: string) => void;

  readonly #markers: readonly string[];

  /** @param secrets besides the canaries */
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
