import type { Ids } from '../ids.js';
import type { EmulatorUser } from './users.js';

/** Times in epoch milliseconds. */
export interface AccessToken {
  readonly value: string;
  readonly user: EmulatorUser;
  readonly issuedAt: number;
  expiresAt: number;
}

/** What jwtgrant gave out. Expired tokens stay known: the platform answers them differently from unknown ones. */
export class AccessTokens {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #ttlMs: number;
  readonly #tokens = new Map<string, AccessToken>();

  constructor(ids: Ids, now: () => number, ttlMs: number) {
    this.#ids = ids;
    this.#now = now;
    this.#ttlMs = ttlMs;
  }

  issue(user: EmulatorUser): AccessToken {
    const issuedAt = this.#now();
    const token: AccessToken = { value: this.#ids.token(), user, issuedAt, expiresAt: issuedAt + this.#ttlMs };
    this.#tokens.set(token.value, token);
    return token;
  }

  find(value: string): AccessToken | undefined {
    return this.#tokens.get(value);
  }

  isExpired(token: AccessToken): boolean {
    return token.expiresAt <= this.#now();
  }

  /** Ends the given token, or those of a user, or all. Gives the number of those that were alive. */
  expire(which: (token: AccessToken) => boolean = () => true): number {
    let ended = 0;
    for (const token of this.#tokens.values()) {
      if (this.isExpired(token) || !which(token)) continue;
      token.expiresAt = this.#now();
      ended++;
    }
    return ended;
  }
}
