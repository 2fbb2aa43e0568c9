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

/** A conversation of so many messages is drawn whole: nothing to win, and all of it within reach of find-in-page. */
export const WHOLE_UP_TO = 60;

/** Longer groups are cut: a window onto a long conversation draws whole groups, and must not have to draw a thousand messages. */
const MOST_IN_GROUP = 12;

/** A pause after which the same author begins a new group with a time of its own. */
const PAUSE_MS = 5 * 60_000;

/** The local day that was asked for last. Neighbours mostly share it, and a Date per message is what ten thousand of them notice. */
const lastDay = { beginsMs: 0, endsMs: 0 };

/** Epoch milliseconds at which the local day of this time began; NaN for what is no time. */
function dayOf(epochMs: number): number {
  if (!(epochMs >= lastDay.beginsMs && epochMs < lastDay.endsMs)) {
    const date = new Date(epochMs);
    lastDay.beginsMs = date.setHours(0, 0, 0, 0);
    lastDay.endsMs = date.setDate(date.getDate() + 1);
  }
  return lastDay.beginsMs;
}

function continues(group: MessageGroup, message: ChatMessage): boolean {
  const last = group.messages.at(-1)!;
  return (
    group.from === message.from &&
    group.messages.length < MOST_IN_GROUP &&
    last.author?.name === message.author?.name &&
    message.createdAt - last.createdAt < PAUSE_MS &&
    Object.is(dayOf(last.createdAt), dayOf(message.createdAt))
  );
}

function sameMessages(a: readonly ChatMessage[], b: readonly ChatMessage[]): boolean {
  return a.length === b.length && a.every((message, index) => message === b[index]);
}

/** Groups from the front that are still what they were, and the messages in them. */
export interface Kept {
  readonly groups: number;
  readonly messages: number;
}

/**
 * Cuts the conversation into groups. A group in which nothing changed is the same object as in `before`, so that only the
 * others are drawn again.
 *
 * @param keep how much from the front is still what it was, and need not be looked at: with it, what a new message at the end
 *   costs does not grow with the number of days (law 9). Default: nothing, which short conversations do not notice.
 */
export function groupMessages(
  messages: readonly ChatMessage[],
  before: readonly MessageGroup[] = [],
  keep: Kept = { groups: 0, messages: 0 },
): readonly MessageGroup[] {
  const kept = before.slice(0, keep.groups);
  const known = new Map(before.slice(kept.length).map((group) => [group.key, group]));
  const fresh: (MessageGroup & { messages: ChatMessage[] })[] = [];
  const lastKept = kept.at(-1)?.messages.at(-1);
  let day = lastKept && dayOf(lastKept.createdAt);
  for (const message of messages.slice(keep.messages)) {
    const open = fresh.at(-1);
    if (open && continues(open, message)) {
      open.messages.push(message);
      continue;
    }
    const today = dayOf(message.createdAt);
    fresh.push({ key: message.id, from: message.from, newDay: !Object.is(today, day), messages: [message] });
    day = today;
  }
  for (const group of fresh) {
    const old = known.get(group.key);
    kept.push(old && old.newDay === group.newDay && sameMessages(old.messages, group.messages) ? old : group);
  }
  return kept;
}
