import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';
import type { Keeper } from './store.js';

/** One account with all its users. */
export class Users {
  readonly accountId: string;
  readonly orgId: string;
  readonly #ids: Ids;
  readonly #keeper: Keeper;
  readonly #byIdentity: Map<string, EmulatorUser>;

  constructor(ids: Ids, keeper: Keeper) {
    const { names } = keeper.installation;
    this.#ids = ids;
    this.#keeper = keeper;
    this.accountId = names.accountId ?? ids.hex(24);
    this.orgId = names.orgId ?? ids.of('o');
    keeper.keepName('accountId', this.accountId);
    keeper.keepName('orgId', this.orgId);
    this.#byIdentity = new Map(keeper.users().map((user) => [user.identity, user]));
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
    this.#keeper.keepUser(user);
    this.#byIdentity.set(identity, user);
    return user;
  }
}
