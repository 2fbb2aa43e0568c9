import type { UploadHost } from '../../src/attachments/file-upload.js';
import { HttpError } from '../../src/errors/index.js';
import { VirtualClock } from '../simulation/virtual-clock.js';

/** One request of an upload. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A fake platform that accepts uploads. `onRequest` runs before each response. */
export class UploadWorld implements UploadHost {
  readonly botId = 'st-1';
  readonly requests: RecordedRequest[] = [];
  readonly clock = new VirtualClock();
  readonly signals: AbortSignal[] = [];
  online = true;
  /** May throw the error that this request fails with. */
  onRequest: (recorded: RecordedRequest) => unknown = () => undefined;
  readonly #waiting = new Set<() => void>();
  #tokens = 0;

  readonly random = () => 0.5;
  readonly isOnline = () => this.online;

  readonly request: UploadHost['request'] = async (path, { method, body, signal }) => {
    const recorded = { method, path, body: (await body?.text()) ?? '' };
    this.requests.push(recorded);
    this.signals.push(signal);
    this.onRequest(recorded);
    return this.answer(path);
  };

  answer = (path: string): unknown => {
    if (path.endsWith('/token')) return { fileToken: `token-${++this.#tokens}` };
    if (path.endsWith('/url')) return { fileUrl: 'https://files.example/1' };
    return path.endsWith('/chunk') ? {} : { fileId: 'f00000abcdef' };
  };

  readonly whenOnline: UploadHost['whenOnline'] = (signal) =>
    new Promise((resolve) => {
      if (this.online) return resolve();
      this.#waiting.add(resolve);
      signal.addEventListener('abort', () => resolve());
    });

  goOnline(): void {
    this.online = true;
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }

  /** Methods and shortened paths of all requests. */
  get steps(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path.replace('attachment/', '')}`);
  }
}

export const unavailable = () =>
  new HttpError('XO_HTTP_UNAVAILABLE', 'unable to upload a file', {
    status: 503,
    platformCode: undefined,
    retryAfterMs: undefined,
  });

export const refused = () =>
  new HttpError('XO_HTTP_STATUS', 'unable to upload a file', {
    status: 400,
    platformCode: undefined,
    retryAfterMs: undefined,
  });

/** Creates a file of this size. The value of each byte depends on its position. */
export function fileOf(bytes: number, name = 'a.txt', type = 'text/plain'): File {
  return new File([Uint8Array.from({ length: bytes }, (_, at) => at % 251)], name, { type });
}
