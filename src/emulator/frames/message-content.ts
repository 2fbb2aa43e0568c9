import type { Attachment } from '../../protocol/outbound.js';

/** What a message of a user says. */
export interface MessageContent {
  text: string | undefined;
  renderMsg: string | undefined;
  attachments: readonly Attachment[];
  /** The body, parsed where it is the JSON of an object. */
  body: unknown;
}

/** Undefined for a message that says nothing. */
export function readContent(message: unknown): MessageContent | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { body, renderMsg, attachments } = message as Record<string, unknown>;
  const text = typeof body === 'string' && body !== '' ? body : undefined;
  const files = Array.isArray(attachments) ? attachments.filter(isAttachment) : [];
  if (text === undefined && files.length === 0) return undefined;
  return {
    text,
    renderMsg: typeof renderMsg === 'string' && renderMsg !== '' ? renderMsg : undefined,
    attachments: files,
    body: parseObject(text),
  };
}

function isAttachment(value: unknown): value is Attachment {
  return typeof (value as Attachment | null)?.fileId === 'string';
}

function parseObject(text: string | undefined): unknown {
  if (!text?.trimStart().startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
