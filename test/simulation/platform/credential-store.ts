import { canary, canaryJwt } from '../secrets.js';
import type { SeededRandom } from '../seeded-random.js';
import type { VirtualClock } from '../virtual-clock.js';

const URL_LIFETIME_MS = 30_000;
const JWT_LIFETIME_MS = 600_000;

interface SocketTicket {
  user: string;
  expiresAt: number;
  jwt: string;
  nonce: string | undefined;
  used: boolean;
}

/** Issues and checks JWTs (in place of the customer's token endpoint), access tokens and socket URLs. */
export class CredentialStore {
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #jwts = new Map<string, { user: string; expiresAt: number; used: boolean }>();
  readonly #tokens = new Map<string, { user: string; expiresAt: number; jwt: string }>();
  readonly #tickets = new Map<string, SocketTicket>();

  constructor(clock: VirtualClock, random: SeededRandom) {
    this.#clock = clock;
    this.#random = random;
  }

  mintJwt(user: string): string {
    const now = this.#clock.now();
    const expiresAt = now + JWT_LIFETIME_MS;
    const claims = {
      sub: user,
      iat: Math.floor(now / 1_000),
      exp: Math.floor(expiresAt / 1_000),
      jti: `j${this.#jwts.size}`,
    };
    const jwt = canaryJwt(this.#random, claims);
    this.#jwts.set(jwt, { user, expiresAt, used: false });
    return jwt;
  }

  /** @returns the access token, or the reason for the refusal */
  grant(
    jwt: string,
    lifetimeMs: number,
    refusesReplay: boolean,
  ): { token: string; user: string } | { refusal: string } {
    const known = this.#jwts.get(jwt);
    if (!known || known.expiresAt < this.#clock.now()) return { refusal: 'error verifying the jwt' };
    if (known.used && refusesReplay) return { refusal: 'error verifying the jwt: possibly a replay' };
    known.used = true;
    const token = canary(this.#random, 44);
    this.#tokens.set(token, { user: known.user, expiresAt: this.#clock.now() + lifetimeMs, jwt });
    return { token, user: known.user };
  }

  userOf(token: string): string | undefined {
    const known = this.#tokens.get(token);
    return known && known.expiresAt > this.#clock.now() ? known.user : undefined;
  }

  expireTokens(): void {
    for (const token of this.#tokens.values()) token.expiresAt = this.#clock.now();
  }

  /** The query of a socket URL, which is valid for one socket within 30 s (docs/protocol.md §1.5). */
  ticket(token: string, isSecure: boolean): { sid: string; nonce: string | undefined } {
    const { user, jwt } = this.#tokens.get(token)!;
    const sid = canary(this.#random);
    const nonce = isSecure ? canary(this.#random, 16) : undefined;
    this.#tickets.set(sid, { user, jwt, nonce, expiresAt: this.#clock.now() + URL_LIFETIME_MS, used: false });
    return { sid, nonce };
  }

  expireTickets(): void {
    for (const ticket of this.#tickets.values()) ticket.expiresAt = this.#clock.now() - 1;
  }

  /** @returns the user of the socket, or the reason for the refusal */
  redeem(sid: string, protocols: readonly string[]): { user: string } | { refusal: string } {
    const ticket = this.#tickets.get(sid);
    if (!ticket) return { refusal: 'unknown sid' };
    if (ticket.used) return { refusal: 'sid was used before' };
    if (ticket.expiresAt < this.#clock.now()) return { refusal: 'sid has lapsed' };
    if (ticket.nonce !== undefined) {
      const [version, jwt, nonce] = protocols;
      const isShown =
        version === 'x-rtm-v|1' && nonce === `nonce|${ticket.nonce}` && this.#jwtOwner(jwt) === ticket.user;
      if (!isShown) return { refusal: 'sub-protocols do not fit' };
    }
    ticket.used = true;
    return { user: ticket.user };
  }

  #jwtOwner(protocol: string | undefined): string | undefined {
    const known = this.#jwts.get(protocol?.replace(/^jwt\|/, '') ?? '');
    return known && known.expiresAt >= this.#clock.now() ? known.user : undefined;
  }
}
