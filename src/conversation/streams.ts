import type { BotResponseFrame } from '../protocol/inbound.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';

/**
 * Answers that arrive in parts (protocol.md §4.3): frames with one `messageId` and `sM`, each with a piece of the text,
 * the last with `endChunk` and perhaps the whole text. All parts are one message.
 */
export class Streams {
  /** Messages of which more parts are expected, and those whose connection was cut meanwhile. */
  readonly #open = new Set<string>();
  readonly #cut = new Set<string>();

  /** What the message becomes with this part; undefined when the part brings nothing. */
  extend(
    known: ChatMessage | undefined,
    part: ReceivedMessage,
    frame: BotResponseFrame,
  ): Partial<ChatMessage> | undefined {
    const id = known?.id ?? part.serverId!;
    const { endChunk, completeResponse } = frame;
    // Complete already, or cut and without its middle: only the whole text is of use.
    if (known && !this.#open.has(id) && completeResponse === undefined) return undefined;
    if (endChunk) this.#end(id);
    else this.#open.add(id);
    const text = completeResponse ?? (known?.text ?? '') + part.text;
    const rich = part.components.some(({ type }) => type !== 'text');
    return {
      text,
      components: endChunk && rich ? part.components : [{ type: 'text', text }],
      streaming: !endChunk,
      interrupted: false,
    };
  }

  /** True for a message whose text the history must complete: its own parts will not. */
  isBroken(message: ChatMessage): boolean {
    return !!message.interrupted || this.#cut.has(message.id);
  }

  /** The history has completed it. */
  complete(id: string): void {
    this.#end(id);
  }

  /** The connection is gone: the parts that are missing went with it. */
  lost(): void {
    for (const id of this.#open) this.#cut.add(id);
    this.#open.clear();
  }

  /** The history was read to the end. @returns the ids of the messages that it could not complete */
  giveUp(): string[] {
    const ids = [...this.#cut];
    this.#cut.clear();
    return ids;
  }

  #end(id: string): void {
    this.#open.delete(id);
    this.#cut.delete(id);
  }
}
