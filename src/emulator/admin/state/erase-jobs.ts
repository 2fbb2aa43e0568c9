import { randomUUID } from 'node:crypto';

/** One user of an erasure. `mayErase` is false for owners and developers (seeds). */
export interface EraseTarget {
  readonly userId: string;
  readonly mayErase: boolean;
}

interface EraseJob {
  readonly createdAt: number;
  readonly fromAllBots: boolean;
  readonly targets: readonly EraseTarget[];
  overAt: number | undefined;
}

/** Erasures that take time. The data goes when `finish` is called, not before. */
export class EraseJobs {
  readonly #now: () => number;
  readonly #jobs = new Map<string, EraseJob>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Gives the id. */
  start(targets: readonly EraseTarget[], fromAllBots: boolean): string {
    const id = `eud-${randomUUID()}`;
    this.#jobs.set(id, { createdAt: this.#now(), fromAllBots, targets, overAt: undefined });
    return id;
  }

  finish(id: string): void {
    const job = this.#jobs.get(id);
    if (job) job.overAt = this.#now();
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
