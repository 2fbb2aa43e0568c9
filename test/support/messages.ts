import type { ChatMessage } from '../../src/conversation/chat-message.js';
import type { ReceivedMessage } from '../../src/protocol/received-message.js';

/** Returns a message of the bot as it stands in a list, with its id as its text. */
export function chatMessage(id: string, fields: Partial<ChatMessage> = {}): ChatMessage {
  const text = fields.text ?? id;
  return { id, from: 'bot', text, components: [{ type: 'text', text }], status: 'delivered', createdAt: 0, ...fields };
}

/** Returns a message of the bot as it is decoded from the wire. */
export function received(serverId: string | undefined, fields: Partial<ReceivedMessage> = {}): ReceivedMessage {
  const text = fields.text ?? serverId ?? '';
  return { from: 'bot', text, components: [{ type: 'text', text }], serverId, ...fields };
}

export const idsOf = (messages: readonly { id: string }[]): string[] => messages.map(({ id }) => id);
