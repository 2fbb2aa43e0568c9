import type { ChatMessage } from './chat-message.js';

/**
 * The messages in order, each found by its id or by any other name it has (law 2).
 *
 * Cost (law 9): append, prepend, lookup and replacement do not depend on the length; an insertion costs the distance to the
 * nearer end. The snapshot is copied once per read after a change, not per change.
 */
export class MessageList {
  #items: ChatMessage[] = [];
  /** id → position. A position is an index less `#shift`, so that prepending moves nothing. */
  readonly #positions = new Map<string, number>();
  readonly #aliases = new Map<string, string>();
  #shift = 0;
  #snapshot: readonly ChatMessage[] | undefined = this.#items.slice();

  /** The same reference until something changes. */
  get snapshot(): readonly ChatMessage[] {
    this.#snapshot ??= this.#items.slice();
    return this.#snapshot;
  }

  get length(): number {
    return this.#items.length;
  }

  at(index: number): ChatMessage | undefined {
    return this.#items[index];
  }

  /** Index of the message with this id or alias, or -1. */
  indexOf(name: string): number {
    const position = this.#positions.get(this.#aliases.get(name) ?? name);
    return position === undefined ? -1 : position + this.#shift;
  }

  get(name: string): ChatMessage | undefined {
    return this.#items[this.indexOf(name)];
  }

  /** Lets the message with this id be found by another name, too. */
  alias(name: string, id: string): void {
    if (name !== id) this.#aliases.set(name, id);
  }

  insert(index: number, message: ChatMessage): void {
    this.#move(index, 1);
    this.#items.splice(index, 0, message);
    this.#positions.set(message.id, index - this.#shift);
    this.#snapshot = undefined;
  }

  replace(message: ChatMessage): void {
    this.#items[this.indexOf(message.id)] = message;
    this.#snapshot = undefined;
  }

  remove(id: string): void {
    const index = this.indexOf(id);
    if (index < 0) return;
    this.#items.splice(index, 1);
    this.#positions.delete(id);
    this.#move(index, -1);
    this.#snapshot = undefined;
  }

  /** Renumbers the shorter side of `index` for `by` more items there. */
  #move(index: number, by: number): void {
    const items = this.#items;
    const upper = index * 2 >= items.length;
    const [from, to, step] = upper ? [index, items.length, by] : [0, index, -by];
    if (!upper) this.#shift += by;
    for (let i = from; i < to; i++) {
      const { id } = items[i]!;
      this.#positions.set(id, this.#positions.get(id)! + step);
    }
  }
}
