import type { ChatMessage } from '../../conversation/chat-message.js';

/** Messages of one author, close together, on one day: they share name, picture and time. */
export interface MessageGroup {
  /** `id` of the first message. */
  readonly key: string;
  readonly from: ChatMessage['from'];
  /** True where another day begins with this group. */
  readonly newDay: boolean;
  readonly messages: readonly ChatMessage[];
}

/** A pause after which the same author begins a new group with a time of its own. */
const PAUSE_MS = 5 * 60_000;

const dayOf = (epochMs: number) => new Date(epochMs).toDateString();

function continues(group: MessageGroup, message: ChatMessage): boolean {
  const last = group.messages.at(-1)!;
  return (
    group.from === message.from &&
    last.author?.name === message.author?.name &&
    message.createdAt - last.createdAt < PAUSE_MS &&
    dayOf(last.createdAt) === dayOf(message.createdAt)
  );
}

function sameMessages(a: readonly ChatMessage[], b: readonly ChatMessage[]): boolean {
  return a.length === b.length && a.every((message, index) => message === b[index]);
}

/** How many groups from the front are still what they were. The last of them may go on, so it is looked at again. */
function countKept(messages: readonly ChatMessage[], before: readonly MessageGroup[]): number {
  let at = 0;
  let kept = 0;
  for (const group of before) {
    if (!group.messages.every((message, index) => message === messages[at + index])) break;
    at += group.messages.length;
    kept++;
  }
  return Math.max(0, kept - 1);
}

/**
 * Cuts the conversation into groups. A group in which nothing changed is the same object as in `before`, so that only the
 * others are drawn again; what a new message at the end costs does not grow with the number of days (law 9).
 */
export function groupMessages(
  messages: readonly ChatMessage[],
  before: readonly MessageGroup[] = [],
): readonly MessageGroup[] {
  const kept = before.slice(0, countKept(messages, before));
  const known = new Map(before.slice(kept.length).map((group) => [group.key, group]));
  const fresh: (MessageGroup & { messages: ChatMessage[] })[] = [];
  const lastKept = kept.at(-1)?.messages.at(-1);
  let day = lastKept && dayOf(lastKept.createdAt);
  for (const message of messages.slice(kept.reduce((sum, group) => sum + group.messages.length, 0))) {
    const open = fresh.at(-1);
    if (open && continues(open, message)) {
      open.messages.push(message);
      continue;
    }
    const today = dayOf(message.createdAt);
    fresh.push({ key: message.id, from: message.from, newDay: today !== day, messages: [message] });
    day = today;
  }
  return [
    ...kept,
    ...fresh.map((group) => {
      const old = known.get(group.key);
      return old && old.newDay === group.newDay && sameMessages(old.messages, group.messages) ? old : group;
    }),
  ];
}
