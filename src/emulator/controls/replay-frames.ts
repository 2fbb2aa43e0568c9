import type { Author, WireMessage } from '../../protocol/inbound.js';
import { toWire } from '../bot-runtime/wire-items.js';
import { echoUserMessage, readContent, recordUserMessage } from '../handlers/user-message.js';
import type { Conversation } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import { botRecord } from '../state/history-record.js';

/**
 * Sends a recorded frame of the platform again. Messages get new ids and times, and are added to the history.
 *
 * @param newIds maps the recorded `messageId` of each stream to the new one
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
  // All parts of a stream have the same id, and only the last one is stored.
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

/** The texts for the history. A template is a component inside a component in a live frame, and one component in the history. */
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

/** Sends a recorded message of a user as if from another tab. The bot does not answer it, because its answer is in the trace. */
export function replayUserFrame(
  platform: Platform,
  conversation: Conversation,
  { message }: Readonly<Record<string, unknown>>,
): void {
  const content = readContent(message);
  if (!content) return;
  // A number that rises with the time, like those of clients. The recorded one may be in the history already.
  const id = platform.now() * 4096 + Math.floor(platform.random() * 4096);
  recordUserMessage(platform, conversation, content, id);
  echoUserMessage(platform, conversation, content, id);
}
