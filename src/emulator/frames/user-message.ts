import type { Conversation } from '../conversation.js';
import type { Platform } from '../platform.js';
import type { Peer } from '../socket/peer.js';
import { userRecord } from '../state/history-record.js';
import type { MessageContent } from './message-content.js';

type Id = number | string | undefined;

/** Puts a message of the user into the log of record. */
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

/** Shows a message of the user to the user's sockets, but for the one it came from. */
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
