import type { AdminSettings, CheckedApp } from '../options/read-admin-options.js';
import type { Store } from '../state/store.js';
import { PersistentMap } from '../state/store.js';
import { EraseJobs } from './erase-jobs.js';
import { ImportJobs } from './import-jobs.js';
import { RateWindows } from './rate-windows.js';
import type { Account } from './sample-accounts.js';
import { sampleAgents, sampleUsers } from './sample-accounts.js';
import { SEED_ROLES } from './sample-roles.js';

/** The state of the public APIs, apart from that of conversations. */
export class AdminState {
  readonly apps: readonly CheckedApp[];
  readonly roles: readonly { roleType: string; [other: string]: unknown }[];
  readonly users: readonly { userId: string; username: string; [other: string]: unknown }[];
  readonly agents: readonly { userId: string; email: string; [other: string]: unknown }[];
  readonly jobMs: number;
  readonly rates: RateWindows;
  readonly imports: ImportJobs;
  readonly erasures: EraseJobs;
  /** Uploaded files by id. */
  readonly files: PersistentMap<string>;

  constructor(settings: AdminSettings, now: () => number, store: Store, account: Account) {
    this.apps = settings.apps;
    this.roles = settings.roles ?? SEED_ROLES;
    this.users = settings.users ?? sampleUsers(account);
    this.agents = settings.agents ?? sampleAgents();
    this.jobMs = settings.jobMs;
    this.rates = new RateWindows(now, settings.rateLimit);
    this.imports = new ImportJobs(now, store, settings.jobMs, this.users[0]?.userId ?? '');
    this.erasures = new EraseJobs(now, store);
    this.files = new PersistentMap(store, 'file');
  }
}
