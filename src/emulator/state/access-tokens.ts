import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';
import type { Store } from './store.js';

/** Times in epoch milliseconds. */
export interface AccessToken {
  /** See `Store.tokenKey()`. */
  readonly key: string;
  readonly user: EmulatorUser;
  readonly issuedAt: number;
  expiresAt: number;
}

/** How long a token lives, and how many of them are remembered. */
export interface TokenLimits {
  readonly accessTokenTtlMs: number;
  readonly maxAccessTokens: number;
}

/**
 * The newest access tokens that jwtgrant issued. Expired ones are remembered, because the platform answers them differently from
 * unknown ones.
 */
export class AccessTokens {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #limits: TokenLimits;
  readonly #store: Store;
  readonly #tokens = new Map<string, AccessToken>();

  /** @param users all users in the store */
  constructor(ids: Ids, now: () => number, limits: TokenLimits, store: Store, users: readonly EmulatorUser[]) {
    this.#ids = ids;
    this.#now = now;
    this.#limits = limits;
    this.#store = store;
    const byId = new Map(users.map((user) => [user.id, user]));
    for (const { userId, ...token } of store.tokens()) {
      const user = byId.get(userId);
      if (user) this.#tokens.set(token.key, { ...token, user });
    }
    this.#deleteOldest();
  }

  issue(user: EmulatorUser): AccessToken & { readonly value: string } {
    const value = this.#ids.token();
    const issuedAt = this.#now();
    const token: AccessToken = {
      key: this.#store.tokenKey(value),
      user,
      issuedAt,
      expiresAt: issuedAt + this.#limits.accessTokenTtlMs,
    };
    this.#save(token);
    this.#tokens.set(token.key, token);
    this.#deleteOldest();
    return { ...token, value };
  }

  find(value: string): AccessToken | undefined {
    return this.#tokens.get(this.#store.tokenKey(value));
  }

  isExpired(token: AccessToken): boolean {
    return token.expiresAt <= this.#now();
  }

  /** How many valid tokens each user has. */
  validByUser(): Map<EmulatorUser, number> {
    const count = new Map<EmulatorUser, number>();
    for (const token of this.#tokens.values()) {
      if (!this.isExpired(token)) count.set(token.user, (count.get(token.user) ?? 0) + 1);
    }
    return count;
  }

  /** Expires all valid tokens that `which` selects. Returns their number. */
  expire(which: (token: AccessToken) => boolean = () => true): number {
    let expired = 0;
    for (const token of this.#tokens.values()) {
      if (this.isExpired(token) || !which(token)) continue;
      token.expiresAt = this.#now();
      this.#save(token);
      expired++;
    }
    return expired;
  }

  /** A map iterates in the order of insertion: the oldest first. */
  #deleteOldest(): void {
    for (const key of this.#tokens.keys()) {
      if (this.#tokens.size <= this.#limits.maxAccessTokens) return;
      this.#tokens.delete(key);
      this.#store.deleteToken(key);
    }
  }

  #save({ user, ...token }: AccessToken): void {
    this.#store.putToken({ ...token, userId: user.id });
  }
}
