import type { Conversation } from '../conversation/conversation.js';
import type { SyncCursor } from '../conversation/history-sync.js';
import type { QueuedMessage } from '../conversation/outbox.js';
import { restoreMessages } from '../conversation/restore-messages.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/logger.js';
import type { BotRef } from '../protocol/bot-info.js';
import { boundLocks, boundStorage } from './bounded-storage.js';
import type { LockManagerLike, StorageLike } from './options.js';
import type { PersistedCursor, PersistedQueue } from './persisted-queue.js';
import { readCursor, readJson, readPersistedQueue } from './read-stored.js';
import { KEY_PREFIX, storageKey } from './storage-key.js';
import { createUnclaimedMessages } from './unclaimed-messages.js';

/** Returns the cursor without the message's text, which is not stored. */
const toPersistedCursor = (cursor: SyncCursor | undefined): PersistedCursor | undefined =>
  cursor && { serverId: cursor.serverId, createdAt: cursor.createdAt };

export interface OutboxStoreOptions {
  storage: StorageLike;
  tabStorage?: StorageLike | null | undefined;
  locks: LockManagerLike | null | undefined;
  clock: Clock;
  random: () => number;
  /** The platform, normalised. */
  base: string;
  bot: BotRef;
  /** How many messages of earlier pages are restored at most. */
  queueLimit: number;
  log: Log;
  conversation: Conversation;
  /** Called once if the storage does not work. From then on nothing is stored. */
  report(): void;
  /**
   * Passed in, because a bundler would split the client's first file at code that it shares with this lazy part.
   * @default JSON.stringify
   */
  toJson?: (value: unknown) => string;
}

export interface OutboxStore {
  /**
   * Starts to store the queue for this user, and adopts the messages of this user's dead pages. A store can be opened again, but
   * only for the same user.
   *
   * @returns the stored cursor
   */
  open(user: string): Promise<SyncCursor | undefined>;
  /** Called after the queue has changed. */
  save(): void;
  saveCursor(cursor: SyncCursor): void;
  /**
   * Called before each transmission.
   *
   * @returns false if another page has adopted the messages, because this one seemed dead: then the history must be read before
   *   the next call
   */
  acquire(): Promise<boolean>;
  /** Stops all timers and releases the lock. What is stored stays, and any page may adopt it. */
  close(): void;
}

/** How many pages of one browser can store messages at the same time. Further ones work, but store nothing. */
const SLOT_COUNT = 16;
/** Without Web Locks: how long a page counts as alive after it has written its slot. */
const LEASE_MS = 20_000;
/** With an asynchronous storage two pages can adopt a slot at the same time. After this time the last writer has it. */
const WRITE_RACE_MS = 100;

/**
 * Creates the store that keeps queued messages over a reload, a crash or a restart of the browser (docs/delivery.md, D6).
 *
 * Each page has a slot of its own, so that pages do not overwrite each other. The slot names its owner: the page that may send
 * the messages. A page is dead if its lock can be acquired or, without Web Locks, if its lease has expired. How a message is
 * sent once although two tabs have it:
 *
 *   1. Tab A queues a message and writes its slot, with itself as the owner.
 *   2. Tab A goes to sleep. Its lease expires.
 *   3. Tab B finds the slot, writes itself as its owner, waits, and reads the slot again: if a third tab has done the same
 *      meanwhile, the last writer is the owner.
 *   4. Tab B adds the message to its queue, in doubt, because tab A may have sent it. It reads the history, and sends the
 *      message only if it is not there.
 *   5. Tab A wakes up. Before it sends, `acquire()` finds the slot of tab B and returns false. Tab A reads the history, too, and
 *      calls `acquire()` again.
 *   6. When no living page has the message any more, tab B has delivered it or is dead. `acquire()` returns false once more, so
 *      that tab A reads the history again, and true after that.
 *
 * Slots belong to a user, so they are read and written only after a grant (docs/delivery.md, D11). Messages that are queued
 * before it are stored by `UnclaimedMessages`.
 */
export function createOutboxStore(options: OutboxStoreOptions): OutboxStore {
  const { clock, random, base, bot, queueLimit, log, conversation, report, toJson = JSON.stringify } = options;
  const storage = boundStorage(options.storage, clock);
  const locks = options.locks && boundLocks(options.locks, clock);
  const tabStorage = options.tabStorage && boundStorage(options.tabStorage, clock);
  const { queue } = conversation.timeline;
  const ownId = `${clock.now()}-${random()}`;
  const unclaimed = createUnclaimedMessages(base, bot.id, tabStorage, toJson);
  const key = (name: number | string) => storageKey(base, bot.id, user!, name);
  /** Undefined before the first grant. */
  let user: string | undefined;
  /** Counts calls of `open()` and `close()`, so that an `open()` that is still running does not undo a later `close()`. */
  let generation = 0;
  /** The slot with this page's messages. */
  let slot: number | undefined;
  /** Another page has adopted the messages. */
  let isTakenOver = false;
  /** The message that no other page had any more, and for which the history has been read. */
  let reconciledId: number | undefined;
  /**
   * Without Web Locks: slots that may belong to the page before a reload. Their messages would be older, so nothing is sent until
   * that is known.
   */
  const possiblePredecessors = new Map<number, PersistedQueue>();
  let isOpen = false;
  /** Any page may adopt the messages, so no lock is held. */
  let isReleased = false;
  let hasFailed = false;
  let stopTimer = () => {};
  let unlock: (() => void) | undefined;
  let pendingStep: Promise<unknown> = Promise.resolve();
  let lastWrite: Promise<unknown> = pendingStep;
  let isDirty = false;

  /** Runs a step. The first failure is reported, and nothing is stored after it. */
  async function attempt<Result>(step: () => Promise<Result>): Promise<Result | undefined> {
    if (hasFailed) return undefined;
    try {
      return await step();
    } catch {
      if (!hasFailed) report();
      hasFailed = true;
      return undefined;
    }
  }

  /** Runs a step after all earlier ones. */
  function enqueue<Result>(step: () => Promise<Result>): Promise<Result | undefined> {
    const result = pendingStep.then(() => attempt(step));
    pendingStep = result;
    return result;
  }

  /** Acquires the lock that shows other pages that this one is alive. Held until `close()`. */
  function lock(): Promise<unknown> | undefined {
    if (unlock || !locks) return undefined;
    const released = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    return new Promise((resolve) => {
      const granted = async () => {
        resolve(undefined);
        await released;
      };
      locks.request(key(ownId), {}, granted).catch(resolve);
    });
  }

  const readSlot = async (n: number) => readPersistedQueue(await storage.getItem(key(n)));
  /** Reads the owner of a slot, without validating the messages. */
  const ownerOf = async (n: number) =>
    (readJson(await storage.getItem(key(n))) as Partial<PersistedQueue> | undefined)?.owner;

  /** Whether `forget()` was called, in this tab or another: it removes the cursor, which is stored as long as the user is known. */
  async function isForgotten(): Promise<boolean> {
    if (await storage.getItem(key('mark'))) return false;
    hasFailed = true;
    return true;
  }

  async function writeSlot(n: number, stored: PersistedQueue): Promise<void> {
    if (await isForgotten()) return;
    await storage.setItem(key(n), toJson({ ...stored, owner: ownId, until: clock.now() + LEASE_MS }));
  }

  async function isAlive({ owner, until }: PersistedQueue): Promise<boolean> {
    if (locks) return !(await locks.request(key(owner), { ifAvailable: true }, async (lock) => !!lock));
    const restMs = until - clock.now();
    return restMs > 0 && restMs <= LEASE_MS;
  }

  /** Returns the queue as it is stored. Secret messages are not. */
  function toQueuedMessages(): QueuedMessage[] {
    // The times must not decrease, so that a clock that was set back does not change the order.
    let latest = 0;
    return queue
      .filter(({ secret }) => !secret)
      .map(({ message: { id, createdAt }, body }) => {
        latest = Math.max(latest, createdAt);
        return [Number(id), body!, latest];
      });
  }

  /** Reads the slots of all other pages, dead ones included. */
  async function readOtherQueues(): Promise<PersistedQueue[]> {
    const found: PersistedQueue[] = [];
    for (let n = 0; n < SLOT_COUNT; n++) {
      const stored = await readSlot(n);
      if (stored && stored.owner !== ownId) found.push(stored);
    }
    return found;
  }

  /** Whether another living page has any of these messages. */
  async function isQueuedElsewhere(messages: readonly QueuedMessage[]): Promise<boolean> {
    const ids = new Set(messages.map(([id]) => id));
    for (const stored of await readOtherQueues())
      if (stored.queue.some(([id]) => ids.has(id)) && (await isAlive(stored))) return true;
    return false;
  }

  /** Writes the slot after earlier writes, but without waiting for other steps: a message is stored as soon as it is accepted. */
  function write(): Promise<void> {
    const result = lastWrite.then(writeNow);
    lastWrite = result.catch(() => {});
    return result;
  }

  async function writeNow(): Promise<void> {
    isDirty = false;
    if (user === undefined) {
      const texts = queue.filter(({ secret, message }) => !secret && message.text);
      return unclaimed.save(texts.map(({ message: { id, text } }) => [Number(id), text]));
    }
    if (!isReleased) await lock();
    if (slot !== undefined && (await ownerOf(slot)) !== ownId) {
      isTakenOver = true;
      slot = undefined;
      // The page that has adopted the messages now may send them after that reading.
      reconciledId = undefined;
    }
    const elsewhere = new Set(
      (isTakenOver ? await readOtherQueues() : []).flatMap(({ queue }) => queue.map(([id]) => id)),
    );
    const messages = toQueuedMessages().filter(([id]) => !elsewhere.has(id));
    if (!messages.length) {
      if (slot !== undefined) await storage.removeItem(key(slot));
      slot = undefined;
      return;
    }
    for (let n = 0; slot === undefined && n < SLOT_COUNT; n++) if (!(await readSlot(n))) slot = n;
    if (slot !== undefined)
      await writeSlot(slot, {
        owner: ownId,
        until: 0,
        queue: messages,
        mark: toPersistedCursor(conversation.cursorBeforeQueue()),
      });
    scheduleRenewal();
  }

  /** Returns the first messages that there is room for. More than that cannot have been written by this package. */
  function applyLimit(found: QueuedMessage[]): QueuedMessage[] {
    const room = queueLimit - queue.filter(({ onResult }) => !onResult).length;
    if (found.length > room)
      log('warn', `unable to restore ${found.length - room} stored messages; at most ${queueLimit} may wait`);
    return found.slice(0, Math.max(0, room));
  }

  /** Adopts the messages of this user's dead pages. @returns true if there are living ones, which may die later */
  async function adoptOrphans(isFirst?: boolean): Promise<boolean> {
    let hasLivingPages = false;
    const taken: number[] = [];
    const found: QueuedMessage[] = [];
    const cursors: (SyncCursor | undefined)[] = [];
    for (let n = 0; n < SLOT_COUNT; n++) {
      const stored = await readSlot(n);
      if (!stored || stored.owner === ownId) continue;
      if (await isAlive(stored)) {
        hasLivingPages = true;
        if (isFirst && !locks) possiblePredecessors.set(n, stored);
        continue;
      }
      await writeSlot(n, stored);
      await new Promise<void>((resolve) => void clock.after(WRITE_RACE_MS, resolve));
      if ((await ownerOf(n)) !== ownId) continue;
      taken.push(n);
      found.push(...stored.queue);
      cursors.push(stored.mark);
    }
    if (taken.length) {
      restoreMessages(
        conversation,
        applyLimit(found.sort(([one], [other]) => one - other)),
        cursors.reduce((one, other) => ((one?.createdAt ?? 0) < (other?.createdAt ?? 0) ? one : other)),
      );
      await write();
      for (const n of taken) if (n !== slot) await storage.removeItem(key(n));
    }
    return hasLivingPages;
  }

  /**
   * Sets the timer that renews the lease and adopts orphans, if it is needed.
   *
   * @param force other pages have stored messages
   */
  function scheduleRenewal(force?: boolean): void {
    stopTimer();
    // With Web Locks no lease needs renewal. But a page that is being unloaded may hold its lock a moment longer, so `force` counts.
    if (!isOpen || !(force || (!locks && slot !== undefined))) return;
    stopTimer = clock.after(LEASE_MS / 3, () => {
      void enqueue(async () => {
        await write();
        scheduleRenewal(await adoptOrphans());
      });
    });
  }

  /** Removes what earlier versions have stored. They did not store the user, so it cannot be assigned to one. */
  async function removeOldVersions(granted: string): Promise<void> {
    const names = [...Array(SLOT_COUNT).keys(), 'user', `mark:${granted}`];
    await Promise.all(names.map((name) => storage.removeItem(`${KEY_PREFIX}${bot.id}:${name}`)));
  }

  function save(): void {
    if (isDirty) return;
    isDirty = true;
    void attempt(write);
  }

  return {
    open(granted) {
      const opened = ++generation;
      return enqueue(async () => {
        await lastWrite;
        const isFirst = user === undefined;
        if (isFirst) await removeOldVersions(granted);
        user = granted;
        if (!isFirst && (await isForgotten())) return undefined;
        const storedCursor = await storage.getItem(key('mark'));
        if (!storedCursor) await storage.setItem(key('mark'), '{}');
        isOpen = generation === opened;
        isReleased = !isOpen;
        await write();
        if (isFirst) await unclaimed.claim(granted);
        if (isOpen) scheduleRenewal(await adoptOrphans(true));
        return readCursor(readJson(storedCursor), clock.now());
      });
    },
    save,
    saveCursor: (cursor) =>
      void enqueue(async () => {
        if (user !== undefined && !(await isForgotten()))
          await storage.setItem(key('mark'), toJson(toPersistedCursor(cursor)));
      }),
    acquire: async () =>
      (await enqueue(async () => {
        await write();
        for (const [n, before] of possiblePredecessors) {
          const stored = await readSlot(n);
          if (stored?.owner === before.owner && !(await isAlive(stored))) await adoptOrphans();
          // If its owner has renewed the lease, the slot belongs to another living tab and does not matter. If another tab has
          // adopted it, that tab sends the messages that are older than ours first. The tab with the oldest message does not
          // wait, so no two tabs wait for each other.
          const older = before.queue.filter(([id]) => id < Number(queue[0]?.message.id));
          const isUnchanged = stored?.owner === before.owner && stored.until === before.until;
          if (isUnchanged ? await isAlive(stored) : stored?.owner !== before.owner && (await isQueuedElsewhere(older)))
            return false;
          possiblePredecessors.delete(n);
        }
        const [head] = toQueuedMessages();
        if (!isTakenOver || !head || reconciledId === head[0]) return true;
        // Only the next message counts: two tabs that wait for all of their messages could wait for each other.
        if (await isQueuedElsewhere([head])) return false;
        // No living page has it any more. This page may send it after it has read the history once more.
        reconciledId = head[0];
        isTakenOver = await isQueuedElsewhere(toQueuedMessages());
        await write();
        return false;
      })) ?? true,
    close() {
      generation++;
      isOpen = false;
      isReleased = true;
      possiblePredecessors.clear();
      stopTimer();
      unlock?.();
      unlock = undefined;
    },
  };
}
