import type { ChatMessage } from '../../src/conversation/chat-message.js';
import type { ReceivedMessage } from '../../src/protocol/received-message.js';

/** A message in a list, from the bot, with its id for a text. */
export function chatMessage(id: string, fields: Partial<ChatMessage> = {}): ChatMessage {
  const text = fields.text ?? id;
  return { id, from: 'bot', text, components: [{ type: 'text', text }], status: 'delivered', createdAt: 0, ...fields };
}

/** A message as it is read from the wire, from the bot. */
export function received(serverId: string | undefined, fields: Partial<ReceivedMessage> = {}): ReceivedMessage {
  const text = fields.text ?? serverId ?? '';
  return { from: 'bot', text, components: [{ type: 'text', text }], serverId, ...fields };
}

export const idsOf = (messages: readonly { id: string }[]): string[] => messages.map(({ id }) => id);
