import { ConnectionError } from '../errors/index.js';
import type { ConnectionState } from '../rtm/connection-state.js';

interface Pending {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** The promise of `connect()`: one for all who ask while it is pending. */
export class ConnectPromise {
  #pending: Pending | undefined;

  /** @param onAbort called when `signal` is aborted before the connection is ready */
  get(state: ConnectionState, signal: AbortSignal | undefined, onAbort: () => void): Promise<void> {
    if (state.status === 'ready') return Promise.resolve();
    this.#pending ??= newPending();
    const { promise } = this.#pending;
    if (signal) {
      const abort = () => {
        this.#end((pending) => pending.reject(abortedError()));
        onAbort();
      };
      signal.addEventListener('abort', abort);
      const forget = () => signal.removeEventListener('abort', abort);
      promise.then(forget, forget);
    }
    return promise;
  }

  settle(state: ConnectionState): void {
    if (state.status === 'ready') this.#end(({ resolve }) => resolve());
    else if (state.status === 'failed') this.#end(({ reject }) => reject(state.cause));
    else if (state.status === 'closed') {
      this.#end(({ reject }) =>
        reject(new ConnectionError('disconnected', 'unable to connect; disconnect() was called')),
      );
    }
  }

  #end(settle: (pending: Pending) => void): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) settle(pending);
  }
}

/** @internal */
export const abortedError = () => new ConnectionError('aborted', 'unable to connect; it was aborted');

function newPending(): Pending {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // The state tells of the failure, too: who ignores the promise is not punished for it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
