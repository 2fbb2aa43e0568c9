import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { MessageList } from './message-list.js';

/** Two reports of one message may be this far apart: clocks that are wrong by minutes, slow networks. */
const APART_MS = 15 * 60_000;

export interface MessageIndex {
  /** The message that a live frame or a record is about. What is recognised is found by its platform id from now on. */
  find(received: ReceivedMessage): ChatMessage | undefined;
  /** Lets a message be recognised by its text around this time. */
  watch(message: ChatMessage, time: number): void;
}

/**
 * Tells whether two reports are about the same message (law 2).
 *
 * Names, in this order: the platform's id; the number an own message travels under; and where a server gives neither
 * (older ones: seeds), side, text and rough time, one message for one record, in order. That last match cannot tell equal
 * texts of two tabs apart; it errs on the side of "it is the same".
 */
export function createMessageIndex(list: MessageList): MessageIndex {
  /** Messages without a record so far, by side and text. */
  const nameless = new Map<string, { id: string; time: number }[]>();
  // A history may not say which of the other side's messages a person wrote.
  const others = ({ from, text }: { from: string; text: string }) => {
    const key = `${from === 'user'}${text}`;
    const found = nameless.get(key) ?? [];
    nameless.set(key, found);
    return found;
  };

  return {
    find(received) {
      const { serverId, clientMessageId, createdAt } = received;
      let found = list.get(serverId ?? '') ?? list.get(`${clientMessageId}`);
      if (!found && serverId && clientMessageId === undefined) {
        const same = others(received);
        const at = same.findIndex(({ time }) => !createdAt || Math.abs(time - createdAt) < APART_MS);
        found = at < 0 ? undefined : list.get(same.splice(at, 1)[0]!.id);
      }
      if (found && serverId) list.alias(serverId, found.id);
      return found;
    },
    watch(message, time) {
      const same = others(message);
      const at = same.findIndex(({ id }) => id === message.id);
      same.splice(at < 0 ? same.length : at, 1, { id: message.id, time });
    },
  };
}
