import { ConnectionError, XoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/timeout.js';
import type { CallOptions } from './options.js';

/** Stays below 1800 an hour, which is the limit for each job (public-apis.md §3). */
const POLL_MS = 2500;
const DEADLINE_MS = 1_800_000;

/** How to wait for a job. */
export interface WaitOptions<Status> extends CallOptions {
  /** Called with every status that is read, including the last one. */
  onProgress?: (status: Status) => void;
  /** Milliseconds between two reads of the status; the platform itself allows 2000 or more. @default 2500 */
  pollMs?: number;
  /** Milliseconds after which the wait ends; the job itself goes on. @default 1800000 (30 min) */
  deadlineMs?: number;
}

/**
 * The platform has accepted a job, and reports that it failed while it was carried out.
 *
 * @typeParam Status the status of the job: ImportStatus or EraseStatus
 */
export class JobFailedError<Status = unknown> extends XoError<{ report: unknown }> {
  override readonly name = 'JobFailedError';
  /** The last status that the platform gave, with everything that it says about the reason. */
  declare readonly report: Status;

  /** @internal */
  constructor(message: string, report: Status) {
    super('XO_JOB_FAILED', message, { report });
  }
}

/** The state of a job: still running, done, or failed with a reason. */
export type Outcome = 'running' | 'done' | { failed: string };

/**
 * Reads the status of a job until the job is over.
 *
 * @throws JobFailedError when the platform reports that the job failed; ConnectionError `XO_TIMEOUT` after the deadline, or `XO_ABORTED`
 */
export async function pollUntilDone<Status>(
  operation: string,
  clock: Clock,
  readStatus: (options: CallOptions) => Promise<Status>,
  judge: (status: Status) => Outcome,
  { signal, onProgress, pollMs = POLL_MS, deadlineMs = DEADLINE_MS }: WaitOptions<Status>,
): Promise<Status> {
  const deadline = clock.now() + deadlineMs;
  for (;;) {
    const status = await readStatus({ signal });
    onProgress?.(status);
    const outcome = judge(status);
    if (outcome === 'done') return status;
    if (outcome !== 'running') {
      throw new JobFailedError(`unable to ${operation}; ${outcome.failed}`, status);
    }
    if (clock.now() + pollMs > deadline) {
      throw new ConnectionError('XO_TIMEOUT', `unable to ${operation}; it is not over after ${deadlineMs / 1000} s`, {
        hint: 'The job goes on at the platform. Read its status later.',
      });
    }
    await sleep(clock, pollMs, signal);
    if (signal?.aborted) throw new ConnectionError('XO_ABORTED', `unable to ${operation}; aborted`);
  }
}

const DONE = /^(?:success(?:ful)?|completed?|done)$/i;
const FAILED = /fail|error|reject|abort|denied/i;

/** Interprets the status of a job. Only some values are documented; unknown ones count as still running. */
export function outcomeOf(status: unknown): 'running' | 'done' | 'failed' {
  if (typeof status !== 'string') return 'running';
  if (DONE.test(status.trim())) return 'done';
  return FAILED.test(status) ? 'failed' : 'running';
}
