import { describeThrown } from '../lib/describe-thrown.js';
import { logToConsole } from '../lib/logger.js';
import type { Attachment } from '../protocol/outbound.js';
import type { AttachmentLimits } from './check-file.js';
import { type UploadClient, uploadHost } from './upload-host.js';
import { type RefusedFile, type UploadItem, UploadList } from './upload-list.js';

/** The files of one unsent message: see `createUploads()`. */
export interface Uploads {
  /** In the order in which they were added. The reference stays the same until something changes. */
  readonly items: readonly UploadItem[];
  /** The limits in force, with their defaults. */
  readonly limits: Required<AttachmentLimits>;
  /** True while a file is uploading or waiting. */
  readonly isBusy: boolean;
  /** True if all files have been uploaded; also if there are none. */
  readonly isComplete: boolean;
  /** Starts uploading a file, or several. @returns the files that break a limit, and why; they are not added */
  add(files: File | Iterable<File>): RefusedFile[];
  /** Continues a failed upload with the request that failed. Does nothing for other files. */
  retry(id: number): void;
  /** Removes a file, and ends its upload. */
  remove(id: number): void;
  /**
   * Removes the uploaded files, and returns them as `attachments` for `client.send()`. Files that are still uploading, or have
   * failed, stay: call it when `isComplete` is true.
   */
  take(): Attachment[];
  /**
   * Registers a listener that is called after each change of `items`. Fits `useSyncExternalStore` of React.
   *
   * @returns removes this listener
   */
  subscribe(listener: () => void): () => void;
  /** Ends all uploads, and removes all files and listeners. */
  destroy(): void;
}

/**
 * Creates a list of files that upload to the platform one after another, for a window of your own. An upload that fails is retried a
 * few times; while the client is not connected, it waits.
 *
 * @param client a client of `createChatClient()`
 * @example
 * const uploads = createUploads(client, { maxBytes: 5_000_000 });
 * input.onchange = () => uploads.add(input.files);
 * await client.send({ text: 'The invoice', attachments: uploads.take() });
 */
export function createUploads(client: UploadClient, limits?: AttachmentLimits): Uploads {
  const listeners = new Set<{ readonly notify: () => void }>();
  const list = new UploadList(uploadHost(client), limits, () => {
    for (const { notify } of [...listeners]) {
      try {
        notify();
      } catch (error) {
        logToConsole('error', 'a listener threw', describeThrown(error));
      }
    }
  });
  return {
    get items() {
      return list.items;
    },
    limits: list.limits,
    get isBusy() {
      return list.isBusy;
    },
    get isComplete() {
      return list.isComplete;
    },
    add: (files) => list.add(files instanceof File ? [files] : files),
    retry: (id) => list.retry(id),
    remove: (id) => list.remove(id),
    take: () => list.take(),
    subscribe(notify) {
      const listener = { notify };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    destroy() {
      listeners.clear();
      list.clear();
    },
  };
}
