import type { MessageComponent } from './component.js';
import { filled, isObject, isString, textOf } from './json.js';
import type { MessageContent } from './unwrap.js';

/** What a message of the user says and shows: its text as it is, then its files. */
export function userContent(text: string, files: readonly MessageComponent[] = []): MessageContent {
  return { text, components: text ? [{ type: 'text', text }, ...files] : [...files] };
}

/** An attachment of a frame or of a record; undefined for what has no `fileId` (protocol.md §4.5). */
export function readAttachment(file: unknown, fileType: unknown): MessageComponent | undefined {
  if (!isObject(file) || !isString(file.fileId)) return undefined;
  const { fileId, fileName, fileUrl, url } = file;
  return {
    type: 'attachment',
    fileId,
    fileName: textOf(fileName),
    fileType: textOf(fileType),
    ...filled({ url: textOf(fileUrl ?? url) }),
  };
}
