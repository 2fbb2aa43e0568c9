import { randomUuid } from '../lib/random.js';
import type { Store } from '../state/store.js';
import { PersistentMap } from '../state/store.js';

/** One user of an erasure. `mayErase` is false for owners and developers (seeds). */
export interface EraseTarget {
  readonly userId: string;
  readonly mayErase: boolean;
}

export interface EraseJob {
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly fromAllBots: boolean;
  /** The bot of the emulator is among those that forget. */
  readonly isOurs: boolean;
  readonly targets: readonly EraseTarget[];
  readonly overAt?: number;
}

/** Erasures that take time. The data goes when `finish` is called, not before. */
export class EraseJobs {
  readonly #now: () => number;
  readonly #jobs: PersistentMap<EraseJob>;

  constructor(now: () => number, store: Store) {
    this.#now = now;
    this.#jobs = new PersistentMap(store, 'erasure');
  }

  /** Gives the id. */
  start(job: Omit<EraseJob, 'createdAt' | 'overAt'>): string {
    const id = `eud-${randomUuid()}`;
    this.#jobs.set(id, { ...job, createdAt: this.#now() });
    return id;
  }

  /** Not over yet. */
  pending(): [id: string, job: EraseJob][] {
    return [...this.#jobs.entries()].filter(([, { overAt }]) => overAt === undefined);
  }

  finish(id: string): void {
    const job = this.#jobs.get(id);
    if (job) this.#jobs.set(id, { ...job, overAt: this.#now() });
  }

  /** In the platform's shape; its word for a user that stays is not documented. Undefined for an unknown id. */
  describe(id: string): object | undefined {
    const job = this.#jobs.get(id);
    if (!job) return undefined;
    const { createdAt, overAt, fromAllBots, targets } = job;
    return {
      _id: id,
      createdOn: new Date(createdAt).toISOString(),
      lastUpdatedOn: new Date(overAt ?? createdAt).toISOString(),
      RemoveDataFromAllBots: fromAllBots,
      response:
        overAt === undefined
          ? []
          : targets.map(({ userId, mayErase }) => ({ userId, status: mayErase ? 'SUCCESS' : 'FAILED' })),
    };
  }
}
