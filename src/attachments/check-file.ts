import { DEFAULT_ACCEPT, extensionOf } from './file-kind.js';

/** Limits for attachments. */
export interface AttachmentLimits {
  /** Accepted file types, as in `<input accept>`: `.pdf,image/*`. @default images, audio, video, documents */
  accept?: string;
  /** Maximum size of a file in bytes. @default 26214400 (25 MiB, docs/protocol.md §1.10) */
  maxBytes?: number;
  /** Maximum number of files per message. @default 10 */
  maxFiles?: number;
}

/** Why a file was refused. */
export type Refusal = 'type' | 'too-large' | 'empty' | 'too-many';

/** Returns the limits with all defaults filled in. */
export function completeLimits({
  accept = DEFAULT_ACCEPT,
  maxBytes = 25 * 2 ** 20,
  maxFiles = 10,
}: AttachmentLimits = {}) {
  return { accept, maxBytes, maxFiles };
}

/** Returns why this file cannot be attached, given the number of other files; undefined if it can. */
export function checkFile(file: File, others: number, limits: Required<AttachmentLimits>): Refusal | undefined {
  if (others >= limits.maxFiles) return 'too-many';
  if (!isAccepted(file, limits.accept)) return 'type';
  if (file.size === 0) return 'empty';
  if (file.size > limits.maxBytes) return 'too-large';
  return undefined;
}

/**
 * Matches a file as a browser applies `accept`. Users can override the filter of the file dialog, and dropped files are
 * not filtered at all.
 */
function isAccepted(file: File, accept: string): boolean {
  const type = file.type.toLowerCase();
  const extension = `.${extensionOf(file)}`;
  const wanted = accept.split(',').map((each) => each.trim().toLowerCase());
  return wanted.some(
    (each) =>
      each === '*/*' ||
      each === extension ||
      each === type ||
      (each.endsWith('/*') && type.startsWith(each.slice(0, -1))),
  );
}
