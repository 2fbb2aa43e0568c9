import type { Attachment } from '../protocol/outbound.js';
import { type AttachmentLimits, checkFile, completeLimits, type Refusal } from './check-file.js';
import { FileUpload, type UploadPorts, VanishedFileError } from './file-upload.js';

/** How far a file is. `waiting`: for those before it, or for the network. */
export type UploadState =
  | { readonly status: 'waiting' }
  /** `share` of the file has arrived, from 0 to 1. */
  | { readonly status: 'uploading'; readonly share: number }
  | { readonly status: 'done'; readonly attachment: Attachment }
  /** `vanished`: the file can no longer be read; `failed`: the platform did not take it, or could not be reached. */
  | { readonly status: 'failed'; readonly why: 'vanished' | 'failed'; readonly error: unknown };

/** A file of the next message. Immutable: a change makes a new object. */
export interface UploadItem {
  readonly id: number;
  readonly file: File;
  readonly state: UploadState;
}

/** A file that was not taken, and why. */
export interface RefusedFile {
  readonly file: File;
  readonly why: Refusal;
}

/**
 * The files of one message that is being written.
 *
 *   add() → waiting → uploading → done ─take()→ gone
 *                        └→ failed ─retry()→ waiting
 *   remove() at any time ends the upload and forgets the file.
 *
 * One file after another, each in its order: a message's files share one line anyway, and the first is there sooner.
 */
export class UploadList {
  readonly limits: Required<AttachmentLimits>;
  readonly #ports: UploadPorts;
  readonly #onChange: () => void;
  readonly #uploads = new Map<number, FileUpload>();
  #items: readonly UploadItem[] = [];
  #running: { readonly id: number; readonly abort: AbortController } | undefined;
  #lastId = 0;

  constructor(ports: UploadPorts, limits: AttachmentLimits | undefined, onChange: () => void) {
    this.#ports = ports;
    this.limits = completeLimits(limits);
    this.#onChange = onChange;
  }

  /** In the order in which they were added. The same reference until something changes. */
  get items(): readonly UploadItem[] {
    return this.#items;
  }

  /** True when every file has arrived. */
  get isComplete(): boolean {
    return this.#items.every(({ state }) => state.status === 'done');
  }

  /** True while a file is under way, or waits for its turn. */
  get isBusy(): boolean {
    return this.#items.some(({ state }) => state.status === 'waiting' || state.status === 'uploading');
  }

  /** Begins to upload what may be attached. Gives the rest. */
  add(files: Iterable<File>): RefusedFile[] {
    const refused: RefusedFile[] = [];
    for (const file of files) {
      const why = checkFile(file, this.#items.length, this.limits);
      if (why) {
        refused.push({ file, why });
        continue;
      }
      const id = ++this.#lastId;
      const upload = new FileUpload(file, this.#ports, (share) => this.#set(id, { status: 'uploading', share }));
      this.#uploads.set(id, upload);
      this.#items = [...this.#items, { id, file, state: { status: 'waiting' } }];
    }
    this.#onChange();
    this.#next();
    return refused;
  }

  /** Takes a file out, wherever it is. */
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

  /** Goes on with a file that has failed, where it failed. */
  retry(id: number): void {
    if (this.#items.find((item) => item.id === id)?.state.status !== 'failed') return;
    this.#set(id, { status: 'waiting' });
    this.#next();
  }

  /** Gives the files of the message, all of which have arrived, and begins a new one. */
  take(): Attachment[] {
    const attachments = this.#items.flatMap(({ state }) => (state.status === 'done' ? [state.attachment] : []));
    this.clear();
    return attachments;
  }

  /** Ends everything. */
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
    const settle = (state: UploadState) => {
      // Taken out meanwhile: somebody else may be running.
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#set(item.id, state);
      this.#next();
    };
    upload.run(running.abort.signal).then(
      (attachment) => settle({ status: 'done', attachment }),
      (error: unknown) =>
        settle({ status: 'failed', why: error instanceof VanishedFileError ? 'vanished' : 'failed', error }),
    );
  }

  #set(id: number, state: UploadState): void {
    this.#items = this.#items.map((item) => (item.id === id ? { ...item, state } : item));
    this.#onChange();
  }
}
