import { systemClock } from '../lib/clock.js';
import { systemRandom } from '../lib/random.js';
import type { UploadPorts } from './file-upload.js';

/** What uploads need of a ChatClient. */
export interface UploadClient {
  readonly bot: { readonly id: string };
  readonly state: { readonly status: string };
  request: UploadPorts['request'];
  subscribe(listener: () => void): () => void;
}

/** Lets a client carry files: while it is not connected, they wait. */
export function clientPorts(client: UploadClient): UploadPorts {
  const isOnline = () => client.state.status === 'ready';
  return {
    botId: client.bot.id,
    request: (path, options) => client.request(path, options),
    isOnline,
    whenOnline: (signal) =>
      new Promise((resolve) => {
        if (isOnline() || signal.aborted) return resolve();
        const done = () => {
          off();
          signal.removeEventListener('abort', done);
          resolve();
        };
        const off = client.subscribe(() => isOnline() && done());
        signal.addEventListener('abort', done);
      }),
    clock: systemClock,
    random: systemRandom,
  };
}
