import type { ChatMessage } from './chat-message.js';
import { MessageIndex } from './message-index.js';
import { MessageList } from './message-list.js';

/** The messages, and whoever wants to know when one of them changes. */
export class MessageStore {
  readonly list = new MessageList();
  readonly index = new MessageIndex(this.list);
  readonly #onMessage: (message: ChatMessage | undefined) => void;

  /** @param onMessage gets a message that was added or changed; undefined when one was removed */
  constructor(onMessage: (message: ChatMessage | undefined) => void) {
    this.#onMessage = onMessage;
  }

  add(message: ChatMessage, at: number): void {
    this.list.insert(at, message);
    this.#onMessage(message);
  }

  update(id: string, change: Partial<ChatMessage>): void {
    const message = this.list.get(id);
    if (!message) return;
    const next = { ...message, ...change };
    this.list.replace(next);
    this.#onMessage(next);
  }

  /** Puts a message elsewhere; nothing about it changes. */
  move(id: string, to: number): void {
    const from = this.list.indexOf(id);
    const message = this.list.at(from)!;
    this.list.remove(id);
    this.list.insert(to, message);
    this.#onMessage(undefined);
  }

  remove(id: string): void {
    this.list.remove(id);
    this.#onMessage(undefined);
  }
}
