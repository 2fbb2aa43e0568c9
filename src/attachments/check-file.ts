import { DEFAULT_ACCEPT, extensionOf } from './file-kind.js';

/** What may be attached. */
export interface AttachmentLimits {
  /** Kinds of files, as in `<input accept>`: `.pdf,image/*`. @default pictures, sound, films, documents */
  accept?: string;
  /** Largest file in bytes. @default 26214400 (25 MiB, protocol.md §1.10) */
  maxBytes?: number;
  /** Files of one message. @default 10 */
  maxFiles?: number;
}

/** Why a file is not taken. */
export type Refusal = 'type' | 'too-large' | 'empty' | 'too-many';

/** Limits with every default filled in. */
export function completeLimits({
  accept = DEFAULT_ACCEPT,
  maxBytes = 25 * 2 ** 20,
  maxFiles = 10,
}: AttachmentLimits = {}) {
  return { accept, maxBytes, maxFiles };
}

/** Why this file cannot be attached beside so many others; undefined when it can. */
export function checkFile(file: File, others: number, limits: Required<AttachmentLimits>): Refusal | undefined {
  if (others >= limits.maxFiles) return 'too-many';
  if (!isAccepted(file, limits.accept)) return 'type';
  if (file.size === 0) return 'empty';
  if (file.size > limits.maxBytes) return 'too-large';
  return undefined;
}

/** As a browser reads `accept`. The dialog's list can be changed by its user, and dropping asks nobody. */
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
