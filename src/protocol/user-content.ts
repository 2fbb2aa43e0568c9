import type { MessageComponent } from './component.js';
import { filled, isObject, isString, textOf } from './json.js';
import type { Attachment } from './outbound.js';
import type { MessageContent } from './unwrap.js';

/** What a message of the user says and shows, also one of this session: its text as it is, then its files. */
export function userContent(text: string, attachments: readonly Attachment[] = []): MessageContent {
  return {
    text,
    components: [
      ...(text ? [{ type: 'text' as const, text }] : []),
      ...attachments.flatMap((file) => readAttachment(file, file.fileType)),
    ],
  };
}

/** An attachment of a frame or of a record; none for what has no `fileId` (protocol.md §4.5). */
export function readAttachment(file: unknown, fileType: unknown): MessageComponent[] {
  if (!isObject(file) || !isString(file.fileId)) return [];
  const { fileId, fileName, fileUrl, url } = file;
  return [
    filled({
      type: 'attachment',
      fileId,
      fileName: textOf(fileName) || fileId,
      fileType: textOf(fileType) || 'attachment',
      url: textOf(fileUrl ?? url),
    }),
  ];
}
