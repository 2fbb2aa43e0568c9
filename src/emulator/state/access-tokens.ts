import { createHash } from 'node:crypto';
import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';
import type { Keeper } from './store.js';

/** Times in epoch milliseconds. */
export interface AccessToken {
  /** What it is known by: its value goes to the client, and stays nowhere. */
  readonly digest: string;
  readonly user: EmulatorUser;
  readonly issuedAt: number;
  expiresAt: number;
}

/** How long a token lives, and how many are known. */
export interface TokenLimits {
  readonly accessTokenTtlMs: number;
  readonly maxAccessTokens: number;
}

/** What jwtgrant gave out, the newest. Expired tokens stay known: the platform answers them differently from unknown ones. */
export class AccessTokens {
  readonly #ids: Ids;
  readonly #now: () => number;
  readonly #limits: TokenLimits;
  readonly #keeper: Keeper;
  readonly #tokens = new Map<string, AccessToken>();

  /** `users` are those that the keeper knows, too. */
  constructor(ids: Ids, now: () => number, limits: TokenLimits, keeper: Keeper, users: readonly EmulatorUser[]) {
    this.#ids = ids;
    this.#now = now;
    this.#limits = limits;
    this.#keeper = keeper;
    const byId = new Map(users.map((user) => [user.id, user]));
    for (const { userId, ...token } of keeper.tokens()) {
      const user = byId.get(userId);
      if (user) this.#tokens.set(token.digest, { ...token, user });
    }
    this.#forget();
  }

  issue(user: EmulatorUser): AccessToken & { readonly value: string } {
    const value = this.#ids.token();
    const issuedAt = this.#now();
    const token: AccessToken = {
      digest: digestOf(value),
      user,
      issuedAt,
      expiresAt: issuedAt + this.#limits.accessTokenTtlMs,
    };
    this.#keep(token);
    this.#tokens.set(token.digest, token);
    this.#forget();
    return { ...token, value };
  }

  find(value: string): AccessToken | undefined {
    return this.#tokens.get(digestOf(value));
  }

  isExpired(token: AccessToken): boolean {
    return token.expiresAt <= this.#now();
  }

  /** How many tokens of each user have not expired. */
  goodByUser(): Map<EmulatorUser, number> {
    const count = new Map<EmulatorUser, number>();
    for (const token of this.#tokens.values()) {
      if (!this.isExpired(token)) count.set(token.user, (count.get(token.user) ?? 0) + 1);
    }
    return count;
  }

  /** Ends the given token, or those of a user, or all. Gives the number of those that were alive. */
  expire(which: (token: AccessToken) => boolean = () => true): number {
    let ended = 0;
    for (const token of this.#tokens.values()) {
      if (this.isExpired(token) || !which(token)) continue;
      token.expiresAt = this.#now();
      this.#keep(token);
      ended++;
    }
    return ended;
  }

  /** A map is in the order of adding: the oldest first. */
  #forget(): void {
    for (const digest of this.#tokens.keys()) {
      if (this.#tokens.size <= this.#limits.maxAccessTokens) return;
      this.#tokens.delete(digest);
      this.#keeper.forgetToken(digest);
    }
  }

  #keep({ user, ...token }: AccessToken): void {
    this.#keeper.keepToken({ ...token, userId: user.id });
  }
}

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
