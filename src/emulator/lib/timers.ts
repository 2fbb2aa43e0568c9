/** Every timer of one emulator, so that `stop()` leaves none. Delays are real time: the emulator's clock only tells it. */
export class Timers {
  readonly #running = new Map<ReturnType<typeof setTimeout>, (() => void) | undefined>();
  readonly #stopped = new AbortController();

  /** Aborted by `stop()`. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Milliseconds since some moment, never running backwards. */
  elapsed(): number {
    return performance.now();
  }

  /** Gives the function that takes it back. After `stop()` nothing is called. */
  after(delayMs: number, callback: () => void): () => void {
    return this.#start(delayMs, callback);
  }

  /** Resolves after `delayMs`, or at once when the emulator stops or `own` is aborted: whoever wakes looks at the signals. */
  sleep(delayMs: number, own?: AbortSignal): Promise<void> {
    if (own?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      let cancel = () => {};
      const wake = () => {
        cancel();
        own?.removeEventListener('abort', wake);
        resolve();
      };
      cancel = this.#start(delayMs, wake, wake);
      own?.addEventListener('abort', wake);
    });
  }

  stop(): void {
    this.#stopped.abort();
    for (const [timer, stopped] of this.#running) {
      clearTimeout(timer);
      stopped?.();
    }
    this.#running.clear();
  }

  #start(delayMs: number, callback: () => void, stopped?: () => void): () => void {
    if (this.signal.aborted) {
      stopped?.();
      return () => {};
    }
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      callback();
    }, delayMs);
    this.#running.set(timer, stopped);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }
}
