import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { MessageList } from './message-list.js';

/** Two reports of one message may be this far apart: clocks that are wrong by minutes, slow networks. */
const APART_MS = 15 * 60_000;

interface Nameless {
  id: string;
  /** When it came or went, by the clock of this machine or the platform. */
  time: number;
  /** The reading of the history after which it is forgotten. */
  until: number;
}

/**
 * Tells whether two reports are about the same message (law 2).
 *
 * Names, in this order: the platform's id; the number an own message travels under; and where a server gives neither
 * (older ones: seeds), side, text and rough time, one message for one record, in order. That last match cannot tell equal
 * texts of two tabs apart; it errs on the side of "it is the same".
 */
export class MessageIndex {
  readonly #list: MessageList;
  /** Messages without a record so far, by side and text. */
  readonly #nameless = new Map<string, Nameless[]>();
  #reading = 0;

  constructor(list: MessageList) {
    this.#list = list;
  }

  /** The message that a live frame or a record is about. What is recognised is found by its platform id from now on. */
  find(received: ReceivedMessage): ChatMessage | undefined {
    const { serverId, clientMessageId } = received;
    const found =
      (serverId && this.#list.get(serverId)) ||
      (clientMessageId === undefined
        ? serverId && this.#takeNameless(received)
        : this.#list.get(String(clientMessageId)));
    if (found && serverId) this.#list.alias(serverId, found.id);
    return found || undefined;
  }

  /**
   * Lets a message be recognised by its text.
   *
   * @param until Infinity for as long as it is under way
   */
  watch({ id, from, text }: ChatMessage, time: number, until = this.#reading): void {
    const key = keyOf(from, text);
    const others = this.#nameless.get(key)?.filter((other) => other.id !== id) ?? [];
    this.#nameless.set(key, [...others, { id, time, until }]);
  }

  /** A message that was under way has arrived: the next reading will show its record. */
  arrived({ id, from, text }: ChatMessage): void {
    for (const nameless of this.#nameless.get(keyOf(from, text)) ?? []) {
      if (nameless.id === id) nameless.until = this.#reading;
    }
  }

  /** The history is about to be read. @returns ends the reading: what was known before it and had no record never will */
  beginReading(): () => void {
    const reading = ++this.#reading;
    return () => {
      for (const [key, all] of this.#nameless) {
        const rest = all.filter(({ until }) => until >= reading);
        if (rest.length) this.#nameless.set(key, rest);
        else this.#nameless.delete(key);
      }
    };
  }

  #takeNameless({ from, text, createdAt }: ReceivedMessage): ChatMessage | undefined {
    const all = this.#nameless.get(keyOf(from, text));
    const at = all?.findIndex(({ time }) => createdAt === undefined || Math.abs(time - createdAt) < APART_MS) ?? -1;
    return at < 0 ? undefined : this.#list.get(all!.splice(at, 1)[0]!.id);
  }
}

// A history may not say which of the other side's messages a person wrote.
const keyOf = (from: string, text: string) => `${from === 'user'} ${text}`;
