import { randomUuid } from '../lib/random.js';
import type { Store } from '../state/store.js';
import { PersistentMap } from '../state/store.js';

/** The steps of an import, in the order of the platform's sample. */
const STEPS = ['Bot Definition', 'Dialog', 'Form', 'KnowledgeTasks', 'BotVariables', 'SmallTalk'] as const;

interface ImportJob {
  readonly startedAt: number;
  readonly streamId: string;
  readonly streamRefId: string;
  readonly botName: string;
  /** True if the files are invalid. The import then fails at its first step. */
  readonly isBroken: boolean;
}

/** Imports. The progress of each is computed from the time since its start. */
export class ImportJobs {
  readonly #now: () => number;
  readonly #jobMs: number;
  readonly #createdBy: string;
  readonly #jobs: PersistentMap<ImportJob>;

  constructor(now: () => number, store: Store, jobMs: number, createdBy: string) {
    this.#now = now;
    this.#jobMs = jobMs;
    this.#createdBy = createdBy;
    this.#jobs = new PersistentMap(store, 'import');
  }

  /** Starts a job and returns its id. */
  start(job: { streamId: string; botName: string; isBroken: boolean }): string {
    const id = `bir-${randomUuid()}`;
    this.#jobs.set(id, { ...job, startedAt: this.#now(), streamRefId: randomUuid() });
    return id;
  }

  /** The job in the platform's form, or undefined for an unknown id. The status of a failed import is not documented. */
  describe(id: string): object | undefined {
    const job = this.#jobs.get(id);
    if (!job) return undefined;
    const share = this.#jobMs === 0 ? 1 : Math.min(1, (this.#now() - job.startedAt) / this.#jobMs);
    const stepsDone = Math.floor(share * STEPS.length);
    const isOver = share === 1 || (job.isBroken && stepsDone > 0);
    const steps = job.isBroken ? STEPS.slice(0, isOver ? 1 : 0) : STEPS.slice(0, stepsDone);
    return {
      _id: id,
      streamRefId: job.streamRefId,
      streamId: job.streamId,
      requestType: 'Botimport',
      status: isOver ? (job.isBroken ? 'failed' : 'success') : 'pending',
      createdBy: this.#createdBy,
      createdOn: new Date(job.startedAt).toISOString(),
      __v: 0,
      statusLogs: [
        { taskType: 'importRequest', taskName: job.botName, status: 'success' },
        ...steps.map((taskType) => ({ taskType, taskName: job.botName, status: job.isBroken ? 'failed' : 'success' })),
      ],
    };
  }
}
