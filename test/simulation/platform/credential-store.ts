import { canary, canaryJwt } from '../secrets.js';
import type { SeededRandom } from '../seeded-random.js';
import type { VirtualClock } from '../virtual-clock.js';

const URL_LIFE_MS = 30_000;
const JWT_LIFE_MS = 600_000;

interface Ticket {
  user: string;
  diesAt: number;
  jwt: string;
  nonce: string | undefined;
  used: boolean;
}

/** Who may enter: JWTs (also the customer's token endpoint that makes them), access tokens and socket URLs. */
export class TokenDesk {
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #jwts = new Map<string, { user: string; diesAt: number; used: boolean }>();
  readonly #tokens = new Map<string, { user: string; diesAt: number; jwt: string }>();
  readonly #tickets = new Map<string, Ticket>();

  constructor(clock: VirtualClock, random: SeededRandom) {
    this.#clock = clock;
    this.#random = random;
  }

  mintJwt(user: string): string {
    const now = this.#clock.now();
    const diesAt = now + JWT_LIFE_MS;
    const claims = {
      sub: user,
      iat: Math.floor(now / 1_000),
      exp: Math.floor(diesAt / 1_000),
      jti: `j${this.#jwts.size}`,
    };
    const jwt = canaryJwt(this.#random, claims);
    this.#jwts.set(jwt, { user, diesAt, used: false });
    return jwt;
  }

  /** @returns the access token, or why there is none */
  grant(jwt: string, lifeMs: number, refusesReplay: boolean): { token: string; user: string } | { refusal: string } {
    const known = this.#jwts.get(jwt);
    if (!known || known.diesAt < this.#clock.now()) return { refusal: 'error verifying the jwt' };
    if (known.used && refusesReplay) return { refusal: 'error verifying the jwt: possibly a replay' };
    known.used = true;
    const token = canary(this.#random, 44);
    this.#tokens.set(token, { user: known.user, diesAt: this.#clock.now() + lifeMs, jwt });
    return { token, user: known.user };
  }

  userOf(token: string): string | undefined {
    const known = this.#tokens.get(token);
    return known && known.diesAt > this.#clock.now() ? known.user : undefined;
  }

  expireTokens(): void {
    for (const token of this.#tokens.values()) token.diesAt = this.#clock.now();
  }

  /** The query of a socket URL, good for one socket within 30 s (seeds, step 3). */
  ticket(token: string, isSecure: boolean): { sid: string; nonce: string | undefined } {
    const { user, jwt } = this.#tokens.get(token)!;
    const sid = canary(this.#random);
    const nonce = isSecure ? canary(this.#random, 16) : undefined;
    this.#tickets.set(sid, { user, jwt, nonce, diesAt: this.#clock.now() + URL_LIFE_MS, used: false });
    return { sid, nonce };
  }

  lapseTickets(): void {
    for (const ticket of this.#tickets.values()) ticket.diesAt = this.#clock.now() - 1;
  }

  /** @returns whose socket it is, or why it may not be opened */
  redeem(sid: string, protocols: readonly string[]): { user: string } | { refusal: string } {
    const ticket = this.#tickets.get(sid);
    if (!ticket) return { refusal: 'unknown sid' };
    if (ticket.used) return { refusal: 'sid was used before' };
    if (ticket.diesAt < this.#clock.now()) return { refusal: 'sid has lapsed' };
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
    return known && known.diesAt >= this.#clock.now() ? known.user : undefined;
  }
}
