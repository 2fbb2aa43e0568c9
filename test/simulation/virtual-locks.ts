import type { LockManagerLike } from '../../src/index.js';
import type { Device } from './device.js';

interface Request {
  device: Device;
  /** Calls the callback with the lock. Resolves when the lock is released. */
  grant(): Promise<unknown>;
}

/** The Web Locks of one browser. Its pages share them, and a closed page holds none. */
export class VirtualLocks {
  /** By name: first the request that holds the lock, then those that wait. */
  readonly #requests = new Map<string, Request[]>();

  /** The locks as one page sees them. */
  forPage(device: Device): LockManagerLike {
    return {
      request: <Result>(
        name: string,
        { ifAvailable }: { ifAvailable?: boolean },
        callback: (lock: unknown) => Promise<Result>,
      ) =>
        new Promise<Result>((resolve, reject) => {
          const call = async (lock: unknown): Promise<void> => {
            // Asynchronous, as in a browser, where another process grants locks.
            await undefined;
            if (device.isDestroyed) return;
            await new Promise<void>((done) => {
              device.run(() => void callback(lock).then(resolve, reject).finally(done));
            });
          };
          const queue = this.#requests.get(name) ?? [];
          if (ifAvailable && queue.length) return void call(null);
          queue.push({ device, grant: () => call({ name }) });
          this.#requests.set(name, queue);
          if (queue.length === 1) void this.#serve(name);
        }),
    };
  }

  /** Releases the locks of a closed page, and removes its requests. */
  release(device: Device): void {
    for (const [name, queue] of this.#requests) {
      const [first] = queue;
      const rest = queue.filter((one) => one.device !== device);
      this.#requests.set(name, rest);
      if (rest.length && rest[0] !== first) void this.#serve(name);
    }
  }

  async #serve(name: string): Promise<void> {
    const request = this.#requests.get(name)?.[0];
    if (!request) return;
    await request.grant();
    const queue = this.#requests.get(name)!;
    // If the page was closed in the meantime, release() has removed the request and granted the next one.
    if (queue[0] !== request) return;
    queue.shift();
    void this.#serve(name);
  }
}
