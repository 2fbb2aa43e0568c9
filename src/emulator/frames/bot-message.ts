import type { Attachment } from '../../protocol/outbound.js';
import type { UserMessage } from '../bot/bot-handler.js';
import { userRecord } from '../state/history-record.js';
import { idOf } from './ack.js';
import type { FrameHandler } from './frame-handler.js';

/** A message of the user: stored, acknowledged, shown to the user's other sockets, answered (seeds, `/bot.message`). */
export const botMessage: FrameHandler = (platform, connection, frame, acknowledge) => {
  const { conversation } = connection;
  const { settings, ids, now } = platform;
  const content = readContent(frame.message);
  const id = idOf({ id: frame.clientMessageId, clientMessageId: frame.id });
  const isRepeated = settings.dedupe && id !== undefined && conversation.log.has(id);
  if (!content || isRepeated) return acknowledge();

  const { text, renderMsg, attachments, body } = content;
  const sessionId = conversation.ensureSession();
  conversation.touch();
  conversation.log.append(
    userRecord(ids, {
      ...platform.recordOwner(connection.user),
      sessionId,
      at: now(),
      text,
      renderMsg,
      attachments,
      userMsgId: id,
    }),
  );
  acknowledge();
  conversation.broadcast(
    {
      botInfo: platform.botInfo,
      from: 'self',
      message: { body: text ?? '', ...(renderMsg !== undefined && { renderMsg }), attachments },
      ...(id !== undefined && { id }),
      type: 'user_message',
    },
    connection,
  );
  const message: UserMessage = {
    text: text ?? '',
    ...(renderMsg !== undefined && { renderMsg, payload: body }),
    attachments,
    ...(id !== undefined && { clientMessageId: id }),
    raw: frame,
    user: connection.user,
  };
  platform.bot.heard(conversation, message);
};

interface MessageContent {
  text: string | undefined;
  renderMsg: string | undefined;
  attachments: readonly Attachment[];
  /** The body, parsed where it is the JSON of an object. */
  body: unknown;
}

/** Undefined for a message that says nothing. */
function readContent(message: unknown): MessageContent | undefined {
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
