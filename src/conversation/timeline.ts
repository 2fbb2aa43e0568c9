import type { XoError } from '../errors/index.js';
import { textOf } from '../lib/json.js';
import type { UserMessageBody } from '../protocol/outbound.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { SyncCursor } from './history-sync.js';

/** A message of the conversation, with the data that only the client needs. */
export interface Entry {
  message: ChatMessage;
  /** Epoch milliseconds by the platform's clock; undefined if the platform gave no time. */
  serverTime?: number | undefined;
  /** Of a streamed answer: its first parts may have been missed. */
  mayLackStart?: boolean;
  /** Of an own message: the body that is sent. */
  body?: UserMessageBody;
  /** Of an own message: the body must be visible to the platform only (docs/delivery.md, D9). */
  secret?: boolean | undefined;
  /** Of an own message: while it was on the wire, the platform closed the connection with a code that blames a frame. */
  isSuspect?: boolean;
  /** Of an own message: it was on the wire of a connection that was lost, so it may or may not have arrived. */
  inDoubt?: boolean;
  /** Of an own message that may have been sent, and of a streamed answer: its record is not before this place in the history. */
  notBefore?: SyncCursor;
  /** Of a message that this page sent: called when it is delivered, or with the reason why it never will be. */
  onResult?: (error?: XoError) => void;
}

export interface Timeline {
  /** All messages. The same reference until something changes. */
  readonly snapshot: readonly ChatMessage[];
  /** Messages that the platform has, in its order, and own messages that failed. */
  readonly confirmed: Entry[];
  /** Own messages that the platform has not confirmed. They are displayed last, because the platform will put them there. */
  readonly queue: Entry[];
  /** Messages that a record may be about that shares no key with them, with their approximate times: see `createEntryFinder()`. */
  readonly unmatched: Map<Entry, number>;
  /** Returns the message with this id or any other of its keys: see `addKey`. */
  get(key: unknown): Entry | undefined;
  /** @param isNews the message has just been sent or received: see the event `message` */
  insert(list: Entry[], index: number, entry: Entry, isNews?: boolean): void;
  /**
   * Adds a message at the end, or before confirmed messages that have a later time of the platform.
   *
   * @param isOld the message is older than everything that came live: those messages may have no time of the platform
   */
  append(entry: Entry, isOld?: boolean): Entry;
  update(entry: Entry, change: Partial<ChatMessage>): void;
  /** @returns false if the message is not in the list */
  remove(list: Entry[], entry: Entry): boolean;
  /** Adds a key by which `get` finds the message. */
  addKey(entry: Entry, key: string): void;
  /** Returns where a message of this time belongs: at `index`, or before the newer ones in front of it. Unknown times are not newer. */
  indexFor(index: number, serverTime: number | undefined): number;
  /** Returns the index of the last message that is known to be no newer than `time`, or -1. */
  lastIndexUpTo(time: number | undefined): number;
}

/** How far the times of two reports of one message can be apart, because of wrong clocks and slow networks. */
export const MATCH_WINDOW_MS = 15 * 60_000;

/** Whether two reports with these times can be about the same message. */
export const isNear = (time: number | undefined, other: number) => Math.abs(Number(time) - other) < MATCH_WINDOW_MS;

/**
 * Whether the entry is a user message with this text from about this time, without a `clientMessageId`, which older servers leave
 * out.
 */
export const isUnnumbered = ({ message, serverTime }: Entry, text: string, time: number): boolean =>
  message.from === 'user' && message.clientMessageId === undefined && message.text === text && isNear(serverTime, time);

/** False for the `wait_for_response` template alone, which only announces an answer (docs/protocol.md §4.2). */
export const isMessage = ({ components }: ReceivedMessage): boolean =>
  !components.length ||
  components.some((part) => part.type !== 'template' || part.templateType !== 'wait_for_response');

/** Returns the key of a message without an id, as older servers send them: its time and its text. */
export const fingerprint = (createdAt: number | undefined, text: string | undefined) => `${createdAt} ${text}`;

/**
 * Creates the ordered list of messages. Each is found by its id or by any other key, so that no message is shown twice.
 *
 * The cost of appending, getting and updating does not depend on the length of the list; the cost of inserting depends on the
 * distance to the end. The snapshot is built when it is read after a change, not at each change.
 *
 * @param onChange called after each change; with the message if it is news (`isNews`) or has changed
 */
export function createTimeline(onChange: (message?: ChatMessage, isNews?: boolean) => void): Timeline {
  const confirmed: Entry[] = [];
  const queue: Entry[] = [];
  const byKey = new Map<string, Entry>();
  let snapshot: readonly ChatMessage[] | undefined;

  const notify = (message?: ChatMessage, isNews?: boolean) => {
    snapshot = undefined;
    onChange(message, isNews);
  };

  const get = (key: unknown) => byKey.get(textOf(key));

  const insert = (list: Entry[], index: number, entry: Entry, isNews?: boolean) => {
    list.splice(index, 0, entry);
    byKey.set(entry.message.id, entry);
    notify(isNews ? entry.message : undefined, isNews);
  };

  const indexFor = (index: number, serverTime: number | undefined) => {
    while (Number(serverTime) < Number(confirmed[index - 1]?.serverTime)) index--;
    return index;
  };

  const lastIndexUpTo = (time: number | undefined) =>
    confirmed.findLastIndex(({ serverTime }) => Number(serverTime) <= Number(time));

  const remove = (list: Entry[], entry: Entry) => {
    const index = list.lastIndexOf(entry);
    if (index >= 0) list.splice(index, 1);
    notify();
    return index >= 0;
  };

  return {
    get snapshot() {
      snapshot ??= [...confirmed, ...queue].map(({ message }) => message);
      return snapshot;
    },
    confirmed,
    queue,
    unmatched: new Map(),
    get,
    insert,
    append(entry, isOld) {
      insert(
        confirmed,
        isOld ? lastIndexUpTo(entry.serverTime) + 1 : indexFor(confirmed.length, entry.serverTime),
        entry,
        true,
      );
      return entry;
    },
    update(entry, change) {
      entry.message = { ...entry.message, ...change };
      byKey.set(`${change.clientMessageId ?? entry.message.id}`, entry);
      notify(entry.message);
    },
    remove,
    indexFor,
    lastIndexUpTo,
    addKey: (entry, key) => void byKey.set(key, entry),
  };
}
