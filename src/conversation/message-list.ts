import type { ChatMessage } from './chat-message.js';

export interface MessageList {
  /** The same reference until something changes. */
  readonly snapshot: readonly ChatMessage[];
  readonly length: number;
  at(index: number): ChatMessage | undefined;
  /** Index of the message with this id or alias, or -1. */
  indexOf(name: string): number;
  get(name: string): ChatMessage | undefined;
  /** Lets the message with this id be found by another name, too. */
  alias(name: string, id: string): void;
  insert(index: number, message: ChatMessage): void;
  update(id: string, change: Partial<ChatMessage>): void;
  /** @returns what was removed */
  remove(id: string): ChatMessage;
}

/**
 * The messages in order, each found by its id or by any other name it has (law 2).
 *
 * Cost (law 9): append, prepend, lookup and update do not depend on the length; an insertion costs the distance to the
 * nearer end. The snapshot is copied once per read after a change, not per change.
 *
 * @param onChange gets a message that was added or changed; undefined when one was removed
 */
export function createMessageList(onChange: (message?: ChatMessage) => void): MessageList {
  const items: ChatMessage[] = [];
  /** id → position. A position is an index less `shift`, so that prepending moves nothing. */
  const positions = new Map<string, number>();
  const aliases = new Map<string, string>();
  let shift = 0;
  let snapshot: readonly ChatMessage[] | undefined;

  const indexOf = (name: string) => {
    const position = positions.get(aliases.get(name) ?? name);
    return position === undefined ? -1 : position + shift;
  };

  /** Renumbers the shorter side of `index` for `by` more items there. */
  const move = (index: number, by: number) => {
    const upper = index * 2 >= items.length;
    if (!upper) shift += by;
    for (let i = upper ? index : 0; i < (upper ? items.length : index); i++) {
      const { id } = items[i]!;
      positions.set(id, positions.get(id)! + (upper ? by : -by));
    }
  };

  const changed = (message?: ChatMessage) => {
    snapshot = undefined;
    onChange(message);
  };

  return {
    get snapshot() {
      snapshot ??= items.slice();
      return snapshot;
    },
    get length() {
      return items.length;
    },
    at: (index) => items[index],
    indexOf,
    get: (name) => items[indexOf(name)],
    alias: (name, id) => void aliases.set(name, id),
    insert(index, message) {
      move(index, 1);
      items.splice(index, 0, message);
      positions.set(message.id, index - shift);
      changed(message);
    },
    update(id, change) {
      const index = indexOf(id);
      items[index] = { ...items[index]!, ...change };
      changed(items[index]);
    },
    remove(id) {
      const index = indexOf(id);
      const [message] = items.splice(index, 1);
      positions.delete(message!.id);
      move(index, -1);
      changed();
      return message!;
    },
  };
}
