import type { Author, WireMessage } from '../../protocol/inbound.js';
import { toWire } from '../bot-runtime/wire-items.js';
import { echoUserMessage, readContent, recordUserMessage } from '../handlers/user-message.js';
import type { Conversation } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import { botRecord } from '../state/history-record.js';

/**
 * A recorded frame of the platform, sent anew. Messages get ids and times of now, and go into the history.
 * `newIds` gives each recorded `messageId` of a stream the one it is played under.
 */
export function replayBotFrame(
  platform: Platform,
  conversation: Conversation,
  recorded: Readonly<Record<string, unknown>>,
  newIds: Map<string, string>,
): void {
  const { botInfo, ids, now } = platform;
  if (recorded.type !== 'bot_response') {
    const { sessionId: _, ...rest } = recorded;
    const sessionId = conversation.runningSessionId;
    return conversation.broadcast({ ...rest, botInfo, ...(sessionId !== undefined && { sessionId }) });
  }
  const at = now();
  const oldId = String(recorded.messageId);
  const messageId = newIds.get(oldId) ?? ids.of('ms');
  const sessionId = conversation.ensureSession();
  const isPart = recorded.sM === true && recorded.endChunk !== true;
  // The parts of one stream share their id, and the last of them is the message.
  if (recorded.sM === true) newIds.set(oldId, messageId);
  if (!isPart) {
    conversation.log.append(
      botRecord(ids, {
        ...platform.recordOwner(conversation.user),
        id: messageId,
        sessionId,
        at,
        texts: textsOf(recorded),
        author: recorded.author as Author | undefined,
        taskName: recorded.fromAgent === true ? 'Agent Transfer' : 'Demo Task',
      }),
    );
  }
  conversation.broadcast({
    ...recorded,
    botInfo,
    messageId,
    sessionId,
    timestamp: at,
    createdOn: new Date(at).toISOString(),
  });
}

/** As the history keeps them. A live template lies in a component in a component; stored, it is one. */
function textsOf({ message, completeResponse }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof completeResponse === 'string') return [completeResponse];
  const items = (Array.isArray(message) ? message : []).filter((item) => typeof item === 'object' && item !== null);
  return (items as WireMessage[]).flatMap((item) => {
    const { component } = item as { component?: { type?: unknown; payload?: unknown } };
    const inner = component?.payload as { type?: unknown; payload?: unknown } | undefined;
    const isNested = component?.type === 'template' && inner?.type === 'template';
    return toWire([item]).stored.map((text) => (isNested ? JSON.stringify(inner) : text));
  });
}

/** A recorded message of a user, as if from another tab of theirs. Nobody answers it: the answer is in the trace, too. */
export function replayUserFrame(
  platform: Platform,
  conversation: Conversation,
  { message }: Readonly<Record<string, unknown>>,
): void {
  const content = readContent(message);
  if (!content) return;
  // A number like those of clients, which rise with the time. The recorded one is in the history already, or was.
  const id = platform.now() * 4096 + Math.floor(platform.random() * 4096);
  recordUserMessage(platform, conversation, content, id);
  echoUserMessage(platform, conversation, content, id);
}
