import type { Ids } from '../ids.js';

/** A person, as a JWT names them. */
export interface EmulatorUser {
  /** `u-…` */
  readonly id: string;
  /** `sub` of the JWT. */
  readonly identity: string;
  readonly isAnonymous: boolean;
}

/** One account with all its users. */
export class Users {
  readonly accountId: string;
  readonly orgId: string;
  readonly #ids: Ids;
  readonly #byIdentity = new Map<string, EmulatorUser>();

  constructor(ids: Ids) {
    this.#ids = ids;
    this.accountId = ids.hex(24);
    this.orgId = ids.of('o');
  }

  all(): readonly EmulatorUser[] {
    return [...this.#byIdentity.values()];
  }

  find(identity: string): EmulatorUser | undefined {
    return this.#byIdentity.get(identity);
  }

  /** The user of that identity, enrolled now if need be. */
  enrol(identity: string, isAnonymous = false): EmulatorUser {
    const known = this.#byIdentity.get(identity);
    if (known) return known;
    const user = { id: this.#ids.of('u'), identity, isAnonymous };
    this.#byIdentity.set(identity, user);
    return user;
  }
}
