import type { Random } from './random.js';

const HEX = '0123456789abcdef';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE64URL = `${ALPHANUMERIC}-_`;

/** The prefixes of ids that consist of a prefix and a UUID. */
export type IdPrefix = 'ms' | 'cp' | 'u' | 'o' | 'st' | 'cs' | 'dg';

/** Generates ids in the forms of the platform. A seeded `random` makes them repeatable. */
export class Ids {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** For example `ms-8a83d099-dd93-5b6b-836b-ac77bdfe9d4a`. */
  of(prefix: IdPrefix): string {
    const variant = '89ab'[Math.floor(this.#random() * 4)];
    const groups = [this.hex(8), this.hex(4), `5${this.hex(3)}`, `${variant}${this.hex(3)}`, this.hex(12)];
    return `${prefix}-${groups.join('-')}`;
  }

  /** Hexadecimal digits: ids of accounts and sessions have 24, trace ids 16. */
  hex(length: number): string {
    return this.#pick(HEX, length);
  }

  /** The id in a socket URL: 32 characters. A secret. */
  sid(): string {
    return this.#pick(ALPHANUMERIC, 32);
  }

  /** An access token: 44 characters. A secret. */
  token(): string {
    return this.#pick(BASE64URL, 44);
  }

  /** A client secret: 86 characters for 64 bytes, enough for HS512 (RFC 7518 §3.2). A secret. */
  clientSecret(): string {
    return this.#pick(BASE64URL, 86);
  }

  #pick(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[Math.floor(this.#random() * alphabet.length)];
    return text;
  }
}
