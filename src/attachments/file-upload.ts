import { HttpError, isXoError } from '../errors/index.js';
import { backoffMs } from '../lib/backoff.js';
import type { Clock } from '../lib/clock.js';
import { sleep } from '../lib/timeout.js';
import type { Attachment } from '../protocol/outbound.js';
import { extensionOf, fileTypeOf } from './file-kind.js';
import { multipart, toBase64 } from './multipart.js';

/** What an upload needs of the world. */
export interface UploadPorts {
  /** `st-…`: stands in the path of a file's address. */
  readonly botId: string;
  /** `request()` of a ChatClient: an authorised call of the platform. */
  request(
    path: string,
    options: {
      what: string;
      bucket: string;
      method: 'GET' | 'POST' | 'PUT';
      body?: Blob;
      signal: AbortSignal;
      timeoutMs: number;
    },
  ): Promise<unknown>;
  isOnline(): boolean;
  /** Resolves when the platform can be reached, or `signal` is aborted. */
  whenOnline(signal: AbortSignal): Promise<void>;
  readonly clock: Clock;
  /** From 0 up to 1. */
  random(): number;
}

/** The file was changed, moved or deleted after it was picked: the browser no longer reads it. */
export class VanishedFileError extends Error {
  override readonly name = 'VanishedFileError';
}

/** Size of a part in bytes. Files up to it go in one request (protocol.md §1.10). */
export const CHUNK_BYTES = 2 ** 20;

const ATTEMPTS = 4;
const RETRY_BASE_MS = 1_000;
const RETRY_CAP_MS = 15_000;
/** A part over a slow line: as patient as the platform's own client (protocol.md §1.1). */
const TIMEOUT_MS = 120_000;
const MEGABYTE = 2 ** 20;

/**
 * One file on its way to the platform (protocol.md §1.10): token, file or chunks and commit, address. A part that fails is
 * sent again, a few times while online and never while offline; `run()` after a failure goes on with the part that failed.
 */
export class FileUpload {
  readonly #file: File;
  readonly #ports: UploadPorts;
  readonly #onProgress: (share: number) => void;
  #token: string | undefined;
  #messageToken: string | undefined;
  #chunksSent = 0;
  #fileId: string | undefined;

  /** @param onProgress hears the share that has arrived, from 0 to 1 */
  constructor(file: File, ports: UploadPorts, onProgress: (share: number) => void) {
    this.#file = file;
    this.#ports = ports;
    this.#onProgress = onProgress;
  }

  /**
   * @returns what goes into a message
   * @throws VanishedFileError, or what `request` throws when it has failed for good
   */
  async run(signal: AbortSignal): Promise<Attachment> {
    try {
      return await this.#send(signal);
    } catch (error) {
      // The platform does not want these parts, or no longer: the next attempt begins anew.
      if (error instanceof HttpError && !error.retryable) this.#forget();
      throw error;
    }
  }

  #forget(): void {
    this.#token = undefined;
    this.#messageToken = undefined;
    this.#fileId = undefined;
    this.#chunksSent = 0;
  }

  async #send(signal: AbortSignal): Promise<Attachment> {
    const { name, size } = this.#file;
    this.#token ??= await this.#tokenOf(signal);
    this.#fileId ??= await (size > CHUNK_BYTES ? this.#sendChunks(this.#token, signal) : this.#sendWhole(signal));
    const { botId } = this.#ports;
    const path = `attachment/v2/stream/${encodeURIComponent(botId)}/file/${encodeURIComponent(this.#fileId)}/url`;
    const fileUrl = textIn(await this.#ask(path, { method: 'GET' }, signal), 'fileUrl');
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

  async #tokenOf(signal: AbortSignal): Promise<string> {
    return textIn(await this.#ask('attachment/file/token', { method: 'POST' }, signal), 'fileToken');
  }

  /** The token of step 1 is asked for and not sent: so does the platform's own client. */
  async #sendWhole(signal: AbortSignal): Promise<string> {
    const base64 = await this.#read(0, this.#file.size);
    const body = multipart(this.#description(), { field: 'file', name: this.#file.name, base64 });
    return textIn(await this.#ask('attachment/file', { method: 'POST', body }, signal), 'fileId');
  }

  async #sendChunks(token: string, signal: AbortSignal): Promise<string> {
    this.#messageToken ??= await this.#tokenOf(signal);
    const messageToken = this.#messageToken;
    const { size, name } = this.#file;
    const totalChunks = Math.ceil(size / CHUNK_BYTES);
    const path = `attachment/file/${encodeURIComponent(token)}`;
    while (this.#chunksSent < totalChunks) {
      const from = this.#chunksSent * CHUNK_BYTES;
      const base64 = await this.#read(from, Math.min(size, from + CHUNK_BYTES));
      const body = multipart({ chunkNo: this.#chunksSent, messageToken }, { field: 'chunk', name, base64 });
      await this.#ask(`${path}/chunk`, { method: 'POST', body }, signal);
      this.#chunksSent++;
      this.#onProgress(this.#chunksSent / (totalChunks + 1));
    }
    const body = multipart({ totalChunks, messageToken, ...this.#description() });
    return textIn(await this.#ask(path, { method: 'PUT', body }, signal), 'fileId');
  }

  #description() {
    const file = this.#file;
    return { fileExtension: extensionOf(file), fileContext: 'workflows', thumbnailUpload: false, filename: file.name };
  }

  async #read(from: number, to: number): Promise<string> {
    try {
      return toBase64(new Uint8Array(await this.#file.slice(from, to).arrayBuffer()));
    } catch (cause) {
      throw new VanishedFileError('unable to read the file; it was changed, moved or deleted', { cause });
    }
  }

  async #ask(
    path: string,
    how: { method: 'GET' | 'POST' | 'PUT'; body?: Blob },
    signal: AbortSignal,
  ): Promise<unknown> {
    const { request, isOnline, whenOnline, clock, random } = this.#ports;
    // Not the path: it holds the token. All requests of all uploads share one Retry-After.
    const options = { what: 'upload a file', bucket: 'upload', ...how, signal, timeoutMs: TIMEOUT_MS };
    for (let failures = 0; ; ) {
      await whenOnline(signal);
      signal.throwIfAborted();
      try {
        return await request(path, options);
      } catch (error) {
        if (signal.aborted || !isXoError(error) || !error.retryable) throw error;
        // What fails because there is no network says nothing about the platform.
        if (isOnline() && ++failures === ATTEMPTS) throw error;
        const atLeastMs = (error instanceof HttpError && error.retryAfterMs) || 0;
        await sleep(clock, atLeastMs + backoffMs(failures, random(), RETRY_BASE_MS, RETRY_CAP_MS), signal);
      }
    }
  }
}

/** @throws TypeError when the platform answers without it */
function textIn(answer: unknown, name: string): string {
  const value = (answer as Record<string, unknown> | null)?.[name];
  if (typeof value === 'string' && value) return value;
  throw new TypeError(`unable to upload a file; the answer has no ${name}`);
}
