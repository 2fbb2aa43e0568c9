import { isXoError, ProtocolError, XoError } from '../errors/index.js';
import { backoffMs } from '../lib/backoff.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/timeout.js';
import type { Attachment } from '../protocol/outbound.js';
import { extensionOf, fileTypeOf } from './file-kind.js';
import { multipart, toBase64 } from './multipart.js';

/** What an upload needs from its environment. */
export interface UploadHost {
  /** `st-…`, part of the path of a file's address. */
  readonly botId: string;
  /** `request()` of a ChatClient: an authenticated call to the platform. */
  request(
    path: string,
    options: {
      operation: string;
      bucket: string;
      method: 'GET' | 'POST' | 'PUT';
      body?: Blob;
      signal: AbortSignal;
      timeoutMs: number;
    },
  ): Promise<unknown>;
  isOnline(): boolean;
  /** Resolves when the platform can be reached or `signal` is aborted. */
  whenOnline(signal: AbortSignal): Promise<void>;
  readonly clock: Clock;
  /** Returns a random number from 0 up to, but not including, 1. */
  random(): number;
}

/** The browser can no longer read the file, because it was changed, moved or deleted after it was picked. */
export class VanishedFileError extends XoError {
  override readonly name = 'VanishedFileError';
}

/** Size of a chunk in bytes. Files up to this size are sent in one request (docs/protocol.md §1.10). */
export const CHUNK_BYTES = 2 ** 20;

const ATTEMPTS = 4;
const RETRY_BASE_MS = 1_000;
const RETRY_CAP_MS = 15_000;
/** Timeout of a chunk on a slow connection, the same as in the platform's own client (docs/protocol.md §1.1). */
const TIMEOUT_MS = 120_000;
const MEGABYTE = 2 ** 20;

/**
 * The upload of one file (docs/protocol.md §1.10): token, file or chunks and commit, address. A failed request is
 * retried a few times while online, and waits while offline; calling `run()` after a failure continues with the request
 * that failed.
 */
export class FileUpload {
  readonly #file: File;
  readonly #host: UploadHost;
  readonly #onProgress: (share: number) => void;
  #token: string | undefined;
  #messageToken: string | undefined;
  #chunksSent = 0;
  #fileId: string | undefined;

  /** @param onProgress called with the uploaded share, from 0 to 1 */
  constructor(file: File, host: UploadHost, onProgress: (share: number) => void) {
    this.#file = file;
    this.#host = host;
    this.#onProgress = onProgress;
  }

  /**
   * Uploads the file.
   *
   * @returns the attachment for a message
   * @throws VanishedFileError, or the final error of `request`
   */
  async run(signal: AbortSignal): Promise<Attachment> {
    try {
      return await this.#send(signal);
    } catch (error) {
      // The platform has rejected these chunks or no longer has them: the next attempt starts over.
      // By name, because `xo-rtm/attachments` has a copy of the class of its own.
      if (isXoError(error) && error.name === 'HttpError' && !error.retryable) this.#reset();
      throw error;
    }
  }

  #reset(): void {
    this.#token = undefined;
    this.#messageToken = undefined;
    this.#fileId = undefined;
    this.#chunksSent = 0;
  }

  async #send(signal: AbortSignal): Promise<Attachment> {
    const { name, size } = this.#file;
    this.#token ??= await this.#requestToken(signal);
    this.#fileId ??= await (size > CHUNK_BYTES ? this.#sendChunks(this.#token, signal) : this.#sendWhole(signal));
    const { botId } = this.#host;
    const path = `attachment/v2/stream/${encodeURIComponent(botId)}/file/${encodeURIComponent(this.#fileId)}/url`;
    const fileUrl = stringField(await this.#request(path, { method: 'GET' }, signal), 'fileUrl');
    this.#onProgress(1);
    return {
      fileId: this.#fileId,
      fileName: name,
      fileType: fileTypeOf(this.#file),
      fileUrl,
      size: Math.max(0.01, Math.round((size / MEGABYTE) * 100) / 100),
      uniqueId: this.#fileId.slice(-6),
    };
  }

  async #requestToken(signal: AbortSignal): Promise<string> {
    return stringField(await this.#request('attachment/file/token', { method: 'POST' }, signal), 'fileToken');
  }

  /** Requests the token without sending it, as the platform's own client does. */
  async #sendWhole(signal: AbortSignal): Promise<string> {
    const base64 = await this.#readBase64(0, this.#file.size);
    const body = multipart(this.#description(), { field: 'file', name: this.#file.name, base64 });
    return stringField(await this.#request('attachment/file', { method: 'POST', body }, signal), 'fileId');
  }

  async #sendChunks(token: string, signal: AbortSignal): Promise<string> {
    this.#messageToken ??= await this.#requestToken(signal);
    const messageToken = this.#messageToken;
    const { size, name } = this.#file;
    const totalChunks = Math.ceil(size / CHUNK_BYTES);
    const path = `attachment/file/${encodeURIComponent(token)}`;
    while (this.#chunksSent < totalChunks) {
      const from = this.#chunksSent * CHUNK_BYTES;
      const base64 = await this.#readBase64(from, Math.min(size, from + CHUNK_BYTES));
      const body = multipart({ chunkNo: this.#chunksSent, messageToken }, { field: 'chunk', name, base64 });
      await this.#request(`${path}/chunk`, { method: 'POST', body }, signal);
      this.#chunksSent++;
      this.#onProgress(this.#chunksSent / (totalChunks + 1));
    }
    const body = multipart({ totalChunks, messageToken, ...this.#description() });
    return stringField(await this.#request(path, { method: 'PUT', body }, signal), 'fileId');
  }

  #description() {
    const file = this.#file;
    return { fileExtension: extensionOf(file), fileContext: 'workflows', thumbnailUpload: false, filename: file.name };
  }

  async #readBase64(from: number, to: number): Promise<string> {
    try {
      return toBase64(new Uint8Array(await this.#file.slice(from, to).arrayBuffer()));
    } catch (cause) {
      throw new VanishedFileError('XO_FILE_VANISHED', 'unable to read the file; it was changed, moved or deleted', {
        cause,
      });
    }
  }

  async #request(
    path: string,
    init: { method: 'GET' | 'POST' | 'PUT'; body?: Blob },
    signal: AbortSignal,
  ): Promise<unknown> {
    const { request, isOnline, whenOnline, clock, random } = this.#host;
    // Not the path, which contains the token. All requests of all uploads share one Retry-After.
    const options = { operation: 'upload a file', bucket: 'upload', ...init, signal, timeoutMs: TIMEOUT_MS };
    for (let failures = 0; ; ) {
      await whenOnline(signal);
      if (signal.aborted) throw new DOMException('The upload was aborted.', 'AbortError');
      try {
        return await request(path, options);
      } catch (error) {
        if (signal.aborted || !isXoError(error) || !error.retryable) throw error;
        // A failure without network says nothing about the platform, and does not count.
        if (isOnline() && ++failures === ATTEMPTS) throw error;
        const atLeastMs = error.retryAfterMs || 0;
        await sleep(clock, atLeastMs + backoffMs(failures, random(), RETRY_BASE_MS, RETRY_CAP_MS), signal);
      }
    }
  }
}

/** @throws ProtocolError if the response lacks the field, as that of a proxy does */
function stringField(answer: unknown, name: string): string {
  const value = (answer as Record<string, unknown> | null)?.[name];
  if (typeof value === 'string' && value) return value;
  throw new ProtocolError('XO_PROTOCOL_ANSWER', `unable to upload a file; the answer has no ${name}`);
}
