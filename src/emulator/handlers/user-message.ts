import type { Attachment } from '../../protocol/outbound.js';
import type { Conversation, Peer } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import { userRecord } from '../state/history-record.js';
import type { UserMessage } from '../types/bot.js';
import { type FrameHandler, idOf } from './frame-handler.js';

/** The content of a user's message. */
export interface MessageContent {
  text: string | undefined;
  renderMsg: string | undefined;
  attachments: readonly Attachment[];
  /** The body, parsed if it is a JSON object. */
  body: unknown;
}

/** Undefined for a message without content. */
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

type Id = number | string | undefined;

/** Adds a message of the user to the history. */
export function recordUserMessage(
  platform: Platform,
  conversation: Conversation,
  { text, renderMsg, attachments }: MessageContent,
  id: Id,
): void {
  const sessionId = conversation.ensureSession();
  conversation.touch();
  conversation.log.append(
    userRecord(platform.ids, {
      ...platform.recordOwner(conversation.user),
      sessionId,
      at: platform.now(),
      text,
      renderMsg,
      attachments,
      userMsgId: id,
    }),
  );
}

/** Sends a message of the user to all sockets of the user except the one that it came from. */
export function echoUserMessage(
  platform: Platform,
  conversation: Conversation,
  { text, renderMsg, attachments }: MessageContent,
  id: Id,
  from?: Peer,
): void {
  conversation.broadcast(
    {
      botInfo: platform.botInfo,
      from: 'self',
      message: { body: text ?? '', ...(renderMsg !== undefined && { renderMsg }), attachments },
      ...(id !== undefined && { id }),
      type: 'user_message',
    },
    from,
  );
}

/** A message of the user. It is stored, acknowledged, sent to the user's other sockets, and answered (docs/protocol.md §3.2). */
export const botMessage: FrameHandler = (platform, connection, frame, acknowledge) => {
  const { conversation } = connection;
  const content = readContent(frame.message);
  const id = idOf({ id: frame.clientMessageId, clientMessageId: frame.id });
  const isRepeated = platform.settings.dedupe && id !== undefined && conversation.log.has(id);
  if (!content || isRepeated) return acknowledge();

  recordUserMessage(platform, conversation, content, id);
  acknowledge();
  echoUserMessage(platform, conversation, content, id, connection);
  const { text, renderMsg, attachments, body } = content;
  const message: UserMessage = {
    text: text ?? '',
    ...(renderMsg !== undefined && { renderMsg, payload: body }),
    attachments,
    ...(id !== undefined && { clientMessageId: id }),
    raw: frame,
    user: connection.user,
  };
  platform.bot.onMessage(conversation, message);
};
