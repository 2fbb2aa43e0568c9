import { systemClock } from '../lib/clock.js';
import { systemRandom } from '../lib/random.js';
import type { UploadHost } from './file-upload.js';

/** The parts of a ChatClient that uploads need. */
export interface UploadClient {
  readonly bot: { readonly id: string };
  readonly state: { readonly status: string };
  request: UploadHost['request'];
  subscribe(listener: () => void): () => void;
}

/** Creates the host of uploads from a client. While the client is not connected, uploads wait. */
export function uploadHost(client: UploadClient): UploadHost {
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
