import { randomUuid } from '../lib/random.js';
import type { Store } from '../state/store.js';
import { PersistentMap } from '../state/store.js';

/** One user of an erasure. `mayErase` is false for owners and developers (docs/public-apis.md §12). */
export interface EraseTarget {
  readonly userId: string;
  readonly mayErase: boolean;
}

export interface EraseJob {
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly fromAllBots: boolean;
  /** True if the emulator's bot is among the bots whose data is erased. */
  readonly isOurs: boolean;
  readonly targets: readonly EraseTarget[];
  readonly overAt?: number;
}

/** Erasures in progress and finished ones. The caller erases the data before it calls `finish()`. */
export class EraseJobs {
  readonly #now: () => number;
  readonly #jobs: PersistentMap<EraseJob>;

  constructor(now: () => number, store: Store) {
    this.#now = now;
    this.#jobs = new PersistentMap(store, 'erasure');
  }

  /** Starts a job and returns its id. */
  start(job: Omit<EraseJob, 'createdAt' | 'overAt'>): string {
    const id = `eud-${randomUuid()}`;
    this.#jobs.set(id, { ...job, createdAt: this.#now() });
    return id;
  }

  /** The jobs that are not finished. */
  pending(): [id: string, job: EraseJob][] {
    return [...this.#jobs.entries()].filter(([, { overAt }]) => overAt === undefined);
  }

  finish(id: string): void {
    const job = this.#jobs.get(id);
    if (job) this.#jobs.set(id, { ...job, overAt: this.#now() });
  }

  /** The job in the platform's form, or undefined for an unknown id. The status of a user who is not erased is not documented. */
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
