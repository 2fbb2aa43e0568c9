import type { Clock } from '../lib/clock.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';

/** What was received as people see it. @param newName for a message that came without any */
export function toChatMessage(
  { serverId, createdAt, ...content }: ReceivedMessage,
  clock: Clock,
  newName: () => string,
): ChatMessage {
  return {
    ...(content as object as ChatMessage),
    id: `${content.clientMessageId ?? serverId ?? newName()}`,
    status: 'delivered',
    createdAt: createdAt ?? clock.now(),
  };
}
