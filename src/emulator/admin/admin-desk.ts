import type { Keeper } from '../data/keeper.js';
import { KeptMap } from '../data/kept-map.js';
import type { Account } from './account.js';
import type { AdminSettings, CheckedApp } from './read-admin-options.js';
import { sampleAgents } from './samples/agents.js';
import { SEED_ROLES } from './samples/roles.js';
import { sampleUsers } from './samples/users.js';
import { EraseJobs } from './state/erase-jobs.js';
import { ImportJobs } from './state/import-jobs.js';
import { RateWindows } from './state/rate-windows.js';

/** All state of the public APIs that is not that of the chat. */
export class AdminDesk {
  readonly apps: readonly CheckedApp[];
  readonly roles: readonly { roleType: string; [other: string]: unknown }[];
  readonly users: readonly { userId: string; username: string; [other: string]: unknown }[];
  readonly agents: readonly { userId: string; email: string; [other: string]: unknown }[];
  readonly jobMs: number;
  readonly rates: RateWindows;
  readonly imports: ImportJobs;
  readonly erasures: EraseJobs;
  /** Uploaded files by id. */
  readonly files: KeptMap<string>;

  constructor(settings: AdminSettings, now: () => number, keeper: Keeper, account: Account) {
    this.apps = settings.apps;
    this.roles = settings.roles ?? SEED_ROLES;
    this.users = settings.users ?? sampleUsers(account);
    this.agents = settings.agents ?? sampleAgents();
    this.jobMs = settings.jobMs;
    this.rates = new RateWindows(now, settings.rateLimit);
    this.imports = new ImportJobs(now, keeper, settings.jobMs, this.users[0]?.userId ?? '');
    this.erasures = new EraseJobs(now, keeper);
    this.files = new KeptMap(keeper, 'file');
  }
}
