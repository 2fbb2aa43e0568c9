import type { XoError } from '../errors/index.js';
import type { UserMessageBody } from '../protocol/outbound.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { SyncCursor } from './history-sync.js';

/** A message of the conversation, and what only the client knows of it. */
export interface Entry {
  message: ChatMessage;
  /** Epoch milliseconds by the platform's clock, where it gave the message a time. */
  serverTime?: number | undefined;
  /** Of an answer in parts: its beginning may have been missed. */
  mayLackStart?: boolean;
  /** Of an own message: what is sent. */
  body?: UserMessageBody;
  /** Of an own message: nobody but the platform may see what is sent (law 6). */
  secret?: boolean | undefined;
  /** Of an own message: the platform has closed a connection while it was on the wire, and said that a frame was to blame. */
  isSuspect?: boolean;
  /** Of an own message: it was on a wire that is gone, and may have arrived. */
  inDoubt?: boolean;
  /** Of an own message that may have left, and of an answer in parts: its record is not before this place in the history. */
  notBefore?: SyncCursor;
  /** Of an own message: tells who waits for it that it has arrived, or will not. */
  onResult?: (error?: XoError) => void;
}

export interface Timeline {
  /** All messages. The same reference until something changes. */
  readonly snapshot: readonly ChatMessage[];
  /** Messages in the platform's order. */
  readonly confirmed: Entry[];
  /** Own messages that the platform has not confirmed. They come last, because that is where it will put them. */
  readonly queue: Entry[];
  /** The message with this id, or any other name it has. */
  get(name: number | string | undefined): Entry | undefined;
  /** Whether two reports at these times may be of one message. */
  isNear(one: number | undefined, other: number): boolean;
  /** Whether these words of the user are here without the number they travelled under (older servers: seeds). */
  isUnnumbered(entry: Entry, text: string): boolean;
  /** The message that a record is about. `isTaken`: it is found once where only side, text and rough time tell. */
  find(record: ReceivedMessage, isConsumed?: boolean): Entry | undefined;
  insert(list: Entry[], index: number, entry: Entry): void;
  /**
   * Puts a message last. Of what comes late, the platform's time tells the place.
   *
   * @param isOld it is from before everything that has come live: those messages need not have a time of the platform
   */
  append(entry: Entry, isOld?: boolean): Entry;
  update(entry: Entry, change: Partial<ChatMessage>): void;
  /** @returns false when it is not in the list */
  remove(list: Entry[], entry: Entry): boolean;
  /** Lets a record that shares no name with this message be recognised by its text around this time. */
  trackForMatch(entry: Entry, time: number): void;
  /** Gives a message one more name. */
  addKey(entry: Entry, key: string): void;
  /** The place for a message of this time, `index` or before. Where one of the times is not known, it is `index`. */
  indexFor(index: number, stamp: number | undefined): number;
  /** The index of the last message that is not newer, as far as times are known; -1: there is none. */
  lastIndexUpTo(time: number | undefined): number;
}

/** Two reports of one message may be this far apart: clocks that are wrong by minutes, slow networks. */
export const MATCH_WINDOW_MS = 15 * 60_000;

/** What a message is called that came without an id (older servers: seeds): the same words at the same moment. */
export const fingerprint = (createdAt: number | undefined, text: string | undefined) => `${createdAt} ${text}`;

/**
 * The messages in order, each found by its id or by any other name it has (law 2).
 *
 * Cost (law 9): to append, look up and update does not depend on the length; to insert costs the distance to the end. The
 * snapshot is made once per read after a change, not per change.
 *
 * @param onChange gets a message that was added or changed; undefined when one was removed
 */
export function createTimeline(onChange: (message?: ChatMessage) => void): Timeline {
  const confirmed: Entry[] = [];
  const queue: Entry[] = [];
  const byKey = new Map<string, Entry>();
  /** Messages without a record so far, by side and text. */
  const unmatchedByText = new Map<string, [entry: Entry, time: number][]>();
  let snapshot: readonly ChatMessage[] | undefined;

  const notify = (message?: ChatMessage) => {
    snapshot = undefined;
    onChange(message);
  };

  const isNear: Timeline['isNear'] = (one, other) => Math.abs(Number(one) - other) < MATCH_WINDOW_MS;

  const get: Timeline['get'] = (name) => (name === undefined ? name : byKey.get(`${name}`));

  const insert: Timeline['insert'] = (list, index, entry) => {
    list.splice(index, 0, entry);
    byKey.set(entry.message.id, entry);
    notify(entry.message);
  };

  const indexFor: Timeline['indexFor'] = (index, stamp) => {
    while (Number(stamp) < Number(confirmed[index - 1]?.serverTime)) index--;
    return index;
  };

  const lastIndexUpTo: Timeline['lastIndexUpTo'] = (time) =>
    confirmed.findLastIndex(({ serverTime }) => Number(serverTime) <= Number(time));

  const remove: Timeline['remove'] = (list, entry) => {
    const index = list.lastIndexOf(entry);
    if (index >= 0) list.splice(index, 1);
    notify();
    return index >= 0;
  };

  // A history may not say which of the other side's messages a person wrote.
  const unmatchedLike = ({ from, text }: { from: string; text: string }) => {
    const key = `${from === 'user'}${text}`;
    const found = unmatchedByText.get(key) ?? [];
    unmatchedByText.set(key, found);
    return found;
  };

  /**
   * The message that a record is about: by the platform's id; by the number an own message travels under; and where a
   * server gives neither (older ones: seeds), by side, text and rough time, one message for one record, in order. That last
   * match cannot tell equal texts of two tabs apart; it errs on the side of "it is the same".
   */
  function find({ from, text, serverId, clientMessageId, createdAt }: ReceivedMessage, isTaken?: boolean) {
    const named = get(serverId) ?? get(clientMessageId);
    if (named || clientMessageId !== undefined) return named;
    const same = unmatchedLike({ from, text });
    const at = same.findIndex(([, time]) => !createdAt || isNear(time, createdAt));
    return (isTaken && at >= 0 ? same.splice(at, 1)[0] : same[at])?.[0];
  }

  return {
    get snapshot() {
      snapshot ??= [...confirmed, ...queue].map(({ message }) => message);
      return snapshot;
    },
    confirmed,
    queue,
    get,
    isNear,
    isUnnumbered: ({ message: { from, clientMessageId, text } }, words) =>
      from === 'user' && clientMessageId === undefined && text === words,
    insert,
    append(entry, isOld) {
      insert(
        confirmed,
        isOld ? lastIndexUpTo(entry.serverTime) + 1 : indexFor(confirmed.length, entry.serverTime),
        entry,
      );
      return entry;
    },
    update(entry, change) {
      entry.message = { ...entry.message, ...change };
      byKey.set(`${change.clientMessageId ?? entry.message.id}`, entry);
      notify(entry.message);
    },
    remove,
    find,
    indexFor,
    lastIndexUpTo,
    addKey: (entry, name) => void byKey.set(name, entry),
    trackForMatch(entry, time) {
      const same = unmatchedLike(entry.message);
      const known = same.find(([other]) => other === entry);
      if (known) known[1] = time;
      else same.push([entry, time]);
    },
  };
}
