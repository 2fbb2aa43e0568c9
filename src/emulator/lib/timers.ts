/** All timers of one emulator, so that `stop()` can end them. Delays are in real time; the emulator's clock does not change them. */
export class Timers {
  readonly #running = new Map<ReturnType<typeof setTimeout>, (() => void) | undefined>();
  readonly #stopped = new AbortController();

  /** Aborted by `stop()`. */
  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Milliseconds on a clock that never runs backwards. */
  elapsed(): number {
    return performance.now();
  }

  /** Calls `callback` after `delayMs`, unless the emulator stops before. Returns a function that cancels it. */
  after(delayMs: number, callback: () => void): () => void {
    return this.#start(delayMs, callback);
  }

  /** Resolves after `delayMs`, or early when the emulator stops or `own` is aborted. Callers check the signals afterwards. */
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
