import type { ChatMessage } from '../../conversation/chat-message.js';

/** Consecutive messages of one author on one day, which share name, picture and time. */
export interface MessageGroup {
  /** `id` of the first message. */
  readonly key: string;
  readonly from: ChatMessage['from'];
  /** True if a new day begins with this group. */
  readonly newDay: boolean;
  readonly messages: readonly ChatMessage[];
}

/**
 * A conversation of up to this many messages is rendered completely: virtualizing it gains nothing, and find-in-page
 * needs all of it in the DOM.
 */
export const WHOLE_UP_TO = 60;

/**
 * Longer groups are split: the virtual list renders whole groups, and must not have to render a thousand messages for
 * one of them.
 */
const MAX_GROUP_SIZE = 12;

/** After this pause, the same author starts a new group with a time of its own. */
const PAUSE_MS = 5 * 60_000;

/**
 * The last computed local day. Neighbouring messages mostly share it, and creating a Date for each of ten thousand
 * messages would be noticeable.
 */
const lastDay = { beginsMs: 0, endsMs: 0 };

/** Returns the time at which the local day of this time began, in epoch milliseconds; NaN for an invalid time. */
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
    group.messages.length < MAX_GROUP_SIZE &&
    last.author?.name === message.author?.name &&
    message.createdAt - last.createdAt < PAUSE_MS &&
    Object.is(dayOf(last.createdAt), dayOf(message.createdAt))
  );
}

function sameMessages(a: readonly ChatMessage[], b: readonly ChatMessage[]): boolean {
  return a.length === b.length && a.every((message, index) => message === b[index]);
}

/** Number of groups at the front that have not changed, and of the messages in them. */
export interface UnchangedPrefix {
  readonly groups: number;
  readonly messages: number;
}

/**
 * Divides the conversation into groups. An unchanged group is the same object as in `before`, so that only the others
 * render again.
 *
 * @param unchanged what has not changed at the front and need not be compared, so that the cost of a new message at the
 *   end does not grow with the length of the conversation. @default nothing
 */
export function groupMessages(
  messages: readonly ChatMessage[],
  before: readonly MessageGroup[] = [],
  unchanged: UnchangedPrefix = { groups: 0, messages: 0 },
): readonly MessageGroup[] {
  const groups = before.slice(0, unchanged.groups);
  const previous = new Map(before.slice(groups.length).map((group) => [group.key, group]));
  const added: (MessageGroup & { messages: ChatMessage[] })[] = [];
  const lastUnchanged = groups.at(-1)?.messages.at(-1);
  let day = lastUnchanged && dayOf(lastUnchanged.createdAt);
  for (const message of messages.slice(unchanged.messages)) {
    const open = added.at(-1);
    if (open && continues(open, message)) {
      open.messages.push(message);
      continue;
    }
    const today = dayOf(message.createdAt);
    added.push({ key: message.id, from: message.from, newDay: !Object.is(today, day), messages: [message] });
    day = today;
  }
  for (const group of added) {
    const old = previous.get(group.key);
    groups.push(old && old.newDay === group.newDay && sameMessages(old.messages, group.messages) ? old : group);
  }
  return groups;
}
