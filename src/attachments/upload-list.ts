import type { Attachment } from '../protocol/outbound.js';
import { type AttachmentLimits, checkFile, completeLimits, type Refusal } from './check-file.js';
import { FileUpload, type UploadHost, VanishedFileError } from './file-upload.js';

/** State of a file. `waiting`: for the files before it, or for the network. */
export type UploadState =
  | { readonly status: 'waiting' }
  /** `share` is the uploaded part of the file, from 0 to 1. */
  | { readonly status: 'uploading'; readonly share: number }
  | { readonly status: 'done'; readonly attachment: Attachment }
  /** `vanished`: the file can no longer be read; `failed`: the platform refused it or could not be reached. */
  | { readonly status: 'failed'; readonly why: 'vanished' | 'failed'; readonly error: unknown };

/** A file of the unsent message. Immutable: every change creates a new object. */
export interface UploadItem {
  readonly id: number;
  readonly file: File;
  readonly state: UploadState;
}

/** A file that was refused, and why. */
export interface RefusedFile {
  readonly file: File;
  readonly why: Refusal;
}

/**
 * The files of one unsent message.
 *
 *   add() → waiting → uploading → done ─take()→ removed from the list
 *                        └→ failed ─retry()→ waiting
 *   remove() at any time ends the upload and removes the file.
 *
 * Files upload one after another: they share one connection anyway, and the first one is done sooner.
 */
export class UploadList {
  readonly limits: Required<AttachmentLimits>;
  readonly #host: UploadHost;
  readonly #onChange: () => void;
  readonly #uploads = new Map<number, FileUpload>();
  #items: readonly UploadItem[] = [];
  #running: { readonly id: number; readonly abort: AbortController } | undefined;
  #lastId = 0;

  constructor(host: UploadHost, limits: AttachmentLimits | undefined, onChange: () => void) {
    this.#host = host;
    this.limits = completeLimits(limits);
    this.#onChange = onChange;
  }

  /** In the order in which they were added. The reference stays the same until something changes. */
  get items(): readonly UploadItem[] {
    return this.#items;
  }

  /** True if all files have been uploaded. */
  get isComplete(): boolean {
    return this.#items.every(({ state }) => state.status === 'done');
  }

  /** True while a file is uploading or waiting. */
  get isBusy(): boolean {
    return this.#items.some(({ state }) => state.status === 'waiting' || state.status === 'uploading');
  }

  /** Starts uploading the files that pass the limits. Returns the others. */
  add(files: Iterable<File>): RefusedFile[] {
    const refused: RefusedFile[] = [];
    for (const file of files) {
      const why = checkFile(file, this.#items.length, this.limits);
      if (why) {
        refused.push({ file, why });
        continue;
      }
      const id = ++this.#lastId;
      const upload = new FileUpload(file, this.#host, (share) => this.#set(id, { status: 'uploading', share }));
      this.#uploads.set(id, upload);
      this.#items = [...this.#items, { id, file, state: { status: 'waiting' } }];
    }
    this.#onChange();
    this.#next();
    return refused;
  }

  /** Removes a file in any state. */
  remove(id: number): void {
    this.#uploads.delete(id);
    this.#items = this.#items.filter((item) => item.id !== id);
    if (this.#running?.id === id) {
      this.#running.abort.abort();
      this.#running = undefined;
    }
    this.#onChange();
    this.#next();
  }

  /** Continues a failed upload with the request that failed. */
  retry(id: number): void {
    if (this.#items.find((item) => item.id === id)?.state.status !== 'failed') return;
    this.#set(id, { status: 'waiting' });
    this.#next();
  }

  /** Removes the uploaded files, and returns them as the attachments of a message. The other files stay. */
  take(): Attachment[] {
    const attachments: Attachment[] = [];
    this.#items = this.#items.filter(({ id, state }) => {
      if (state.status !== 'done') return true;
      attachments.push(state.attachment);
      this.#uploads.delete(id);
      return false;
    });
    this.#onChange();
    return attachments;
  }

  /** Ends all uploads, and clears the list. */
  clear(): void {
    this.#running?.abort.abort();
    this.#running = undefined;
    this.#uploads.clear();
    this.#items = [];
    this.#onChange();
  }

  #next(): void {
    if (this.#running) return;
    const item = this.#items.find(({ state }) => state.status === 'waiting');
    const upload = item && this.#uploads.get(item.id);
    if (!upload) return;
    const running = { id: item.id, abort: new AbortController() };
    this.#running = running;
    const finish = (state: UploadState) => {
      // The file was removed in the meantime, and another one may be uploading.
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#set(item.id, state);
      this.#next();
    };
    upload.run(running.abort.signal).then(
      (attachment) => finish({ status: 'done', attachment }),
      (error: unknown) =>
        finish({ status: 'failed', why: error instanceof VanishedFileError ? 'vanished' : 'failed', error }),
    );
  }

  #set(id: number, state: UploadState): void {
    this.#items = this.#items.map((item) => (item.id === id ? { ...item, state } : item));
    this.#onChange();
  }
}
