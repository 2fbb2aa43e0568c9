import type { UploadHost } from '../../src/attachments/file-upload.js';
import { HttpError } from '../../src/errors/index.js';
import { VirtualClock } from '../proof/virtual-clock.js';

/** One call of the platform, as an upload makes it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A platform that takes files, and does what `fail` says before. */
export class UploadWorld implements UploadHost {
  readonly botId = 'st-1';
  readonly asked: Asked[] = [];
  readonly clock = new VirtualClock();
  readonly signals: AbortSignal[] = [];
  online = true;
  /** Throws what shall go wrong with this call. */
  fail: (asked: Asked) => unknown = () => undefined;
  readonly #waiting = new Set<() => void>();
  #tokens = 0;

  readonly random = () => 0.5;
  readonly isOnline = () => this.online;

  readonly request: UploadHost['request'] = async (path, { method, body, signal }) => {
    const asked = { method, path, body: (await body?.text()) ?? '' };
    this.asked.push(asked);
    this.signals.push(signal);
    this.fail(asked);
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

  /** Methods and paths, shortened. */
  get steps(): string[] {
    return this.asked.map(({ method, path }) => `${method} ${path.replace('attachment/', '')}`);
  }
}

export const unavailable = () =>
  new HttpError('http_unavailable', 'unable to upload a file', {
    status: 503,
    platformCode: undefined,
    retryAfterMs: undefined,
  });

export const refused = () =>
  new HttpError('http_status', 'unable to upload a file', {
    status: 400,
    platformCode: undefined,
    retryAfterMs: undefined,
  });

/** A file of so many bytes, each of which tells its place. */
export function fileOf(bytes: number, name = 'a.txt', type = 'text/plain'): File {
  return new File([Uint8Array.from({ length: bytes }, (_, at) => at % 251)], name, { type });
}
