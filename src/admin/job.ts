import { ConnectionError, HttpError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/timeout.js';
import type { CallOptions } from './options.js';

/** Slower than 1800 an hour, which is the limit for each job (public-apis: Bot Import Status). */
const POLL_MS = 2500;
const DEADLINE_MS = 1_800_000;

/** How to wait for a job, and who hears of it. */
export interface WaitOptions<Status> extends CallOptions {
  /** Hears each answer, the last one included. */
  onProgress?: (status: Status) => void;
  /** Milliseconds between questions, at least 2000 on the platform itself. @default 2500 */
  pollMs?: number;
  /** Milliseconds until it gives up; the job goes on. @default 1800000 (30 min) */
  deadlineMs?: number;
}

/**
 * The platform accepted a job and says that it failed. `report` is the last status it gave, with all that it says of why.
 * Its `name` is `HttpError`, which it is; its `status` is that of the answer, 200.
 */
export class JobFailedError<Status = unknown> extends HttpError {
  readonly report: Status;

  /** @internal */
  constructor(message: string, report: Status) {
    super('http_status', message, {
      status: 200,
      platformCode: undefined,
      retryAfterMs: undefined,
      hint: 'The request was accepted, and failed while it was carried out. See report.',
    });
    this.report = report;
  }
}

/** How a job stands: still running, done, or failed with a reason. */
export type Outcome = 'running' | 'done' | { failed: string };

/**
 * Asks until the job is over.
 *
 * @throws JobFailedError when the platform says it has failed; ConnectionError `timeout` after the deadline, or `aborted`
 */
export async function waitUntilOver<Status>(
  what: string,
  clock: Clock,
  ask: (options: CallOptions) => Promise<Status>,
  judge: (status: Status) => Outcome,
  { signal, onProgress, pollMs = POLL_MS, deadlineMs = DEADLINE_MS }: WaitOptions<Status>,
): Promise<Status> {
  const deadline = clock.now() + deadlineMs;
  for (;;) {
    const status = await ask({ signal });
    onProgress?.(status);
    const outcome = judge(status);
    if (outcome === 'done') return status;
    if (outcome !== 'running') {
      throw new JobFailedError(`unable to ${what}; ${outcome.failed}`, status);
    }
    if (clock.now() + pollMs > deadline) {
      throw new ConnectionError('timeout', `unable to ${what}; it is not over after ${deadlineMs / 1000} s`, {
        hint: 'It goes on without you. Ask for its status later.',
      });
    }
    await sleep(clock, pollMs, signal);
    if (signal?.aborted) throw new ConnectionError('aborted', `unable to ${what}; aborted`);
  }
}

const DONE = /^(?:success(?:ful)?|completed?|done)$/i;
const FAILED = /fail|error|reject|abort|denied/i;

/** The words for a state that were seen, and what they must mean. Unknown ones are not the end. */
export function outcomeOf(status: unknown): 'running' | 'done' | 'failed' {
  if (typeof status !== 'string') return 'running';
  if (DONE.test(status.trim())) return 'done';
  return FAILED.test(status) ? 'failed' : 'running';
}
