import type { Ids } from '../lib/ids.js';
import type { EmulatorUser } from '../types/user.js';
import type { Store } from './store.js';

/** The account and all its users. */
export class Users {
  readonly accountId: string;
  readonly orgId: string;
  readonly #ids: Ids;
  readonly #store: Store;
  readonly #byIdentity: Map<string, EmulatorUser>;

  constructor(ids: Ids, store: Store) {
    const { names } = store.installation;
    this.#ids = ids;
    this.#store = store;
    this.accountId = names.accountId ?? ids.hex(24);
    this.orgId = names.orgId ?? ids.of('o');
    store.putName('accountId', this.accountId);
    store.putName('orgId', this.orgId);
    this.#byIdentity = new Map(store.users().map((user) => [user.identity, user]));
  }

  all(): readonly EmulatorUser[] {
    return [...this.#byIdentity.values()];
  }

  find(identity: string): EmulatorUser | undefined {
    return this.#byIdentity.get(identity);
  }

  /** Returns the user with this identity. Creates the user if there is none. */
  getOrCreate(identity: string, isAnonymous = false): EmulatorUser {
    const known = this.#byIdentity.get(identity);
    if (known) return known;
    const user = { id: this.#ids.of('u'), identity, isAnonymous };
    this.#store.putUser(user);
    this.#byIdentity.set(identity, user);
    return user;
  }
}
