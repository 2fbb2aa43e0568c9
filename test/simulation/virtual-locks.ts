import type { LockManagerLike } from '../../src/index.js';
import type { Device } from './device.js';

interface Request {
  device: Device;
  /** Calls back with the lock; resolves when it is given back. */
  grant(): Promise<unknown>;
}

/** Web Locks of one browser: its pages share them, and a page that is gone holds none. */
export class VirtualLocks {
  /** By name: the one who has it first, then those who wait. */
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
            // Not at once: a browser asks another process.
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

  /** The page is gone: whatever it had or waited for is free. */
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
    // Its page may be gone, and the next one served.
    if (queue[0] !== request) return;
    queue.shift();
    void this.#serve(name);
  }
}
