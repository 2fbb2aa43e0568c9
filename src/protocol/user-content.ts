import { filled } from '../lib/json.js';
import type { Attachment } from './outbound.js';
import type { MessageContent } from './unwrap.js';

/** Returns the content of a message of the user, of this session or another one: its unchanged text, then its files. */
export function userContent(text: string, attachments: readonly Attachment[] = []): MessageContent {
  return {
    text,
    components: [
      ...(text ? [{ type: 'text' as const, text }] : []),
      ...attachments.map(({ fileId, fileName, fileType, fileUrl, size }) => ({
        type: 'attachment' as const,
        fileId,
        fileName,
        fileType,
        ...filled({ url: fileUrl, size }),
      })),
    ],
  };
}
