import type { Conversation } from '../conversation/conversation.js';
import type { SyncCursor } from '../conversation/history-sync.js';
import type { QueuedMessage } from '../conversation/outbox.js';
import { restoreMessages } from '../conversation/restore-messages.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import type { BotRef } from '../protocol/bot-info.js';
import { boundLocks, boundStorage } from './bounded-storage.js';
import type { LockManagerLike, StorageLike } from './options.js';
import type { PersistedCursor, PersistedQueue } from './persisted-queue.js';
import { readCursor, readJson, readPersistedQueue } from './read-stored.js';
import { KEY_PREFIX, storageKey } from './storage-key.js';
import { createUnclaimedMessages } from './unclaimed-messages.js';

/** Without the words. */
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
  /** So many messages of earlier pages are taken up at most. */
  queueLimit: number;
  logger: Logger;
  conversation: Conversation;
  /** Hears once that the storage does not work: from then on nothing is kept. */
  report(): void;
  /** Handed over, so that what loads later shares no code with what is here: bundlers would cut that in two. @default JSON.stringify */
  toJson?: (value: unknown) => string;
}

export interface OutboxStore {
  /**
   * Begins to keep things for this user, and takes over what dead pages of the same user have left. Once opened, a store
   * is always opened for the same one.
   *
   * @returns the mark that was kept
   */
  open(user: string): Promise<SyncCursor | undefined>;
  /** The queue has changed. */
  save(): void;
  saveCursor(cursor: SyncCursor): void;
  /**
   * Asked before each transmission. False when another page has taken the messages over, because this one seemed dead:
   * then the history must be read before it is asked again.
   */
  acquire(): Promise<boolean>;
  /** Nothing runs on, but what is kept stays. */
  close(): void;
}

/** Pages of one browser that keep messages at the same time. More of them work, too, but keep nothing. */
const SLOT_COUNT = 16;
/** How long a page that gives no sign is taken for alive, where there are no Web Locks. */
const LEASE_MS = 20_000;
/** An asynchronous storage lets two pages take the same thing over at once: the last one to write has it. */
const WRITE_RACE_MS = 100;

/**
 * Keeps queued messages over a reload, a crash, a restart of the browser (laws 1 and 2).
 *
 * Each page writes a slot of its own, so that none overwrites another. Who may send is written into the slot. A page that
 * finds the slot of a dead one makes itself its owner, and asks the history before it sends. Dead is whose lock is free;
 * without Web Locks, whose lease has run out. A page that was only asleep finds out before its next transmission.
 *
 * Slots belong to a user, and are read and written after a grant only (law 12). Until then messages are unclaimed.
 */
export function createOutboxStore(options: OutboxStoreOptions): OutboxStore {
  const { clock, random, base, bot, queueLimit, logger, conversation, report, toJson = JSON.stringify } = options;
  const storage = boundStorage(options.storage, clock);
  const locks = options.locks && boundLocks(options.locks, clock);
  const tabStorage = options.tabStorage && boundStorage(options.tabStorage, clock);
  const { queue } = conversation.timeline;
  const ownId = `${clock.now()}-${random()}`;
  const unclaimed = createUnclaimedMessages(base, bot.id, tabStorage, toJson);
  const key = (name: number | string) => storageKey(base, bot.id, user!, name);
  /** Undefined until a user is granted. */
  let user: string | undefined;
  /** Counts what opens and closes: a step that began before does not undo it. */
  let generation = 0;
  /** Where this page's messages are. */
  let slot: number | undefined;
  /** Another page has taken them over. */
  let isTakenOver = false;
  /** The history has been asked for this one: nobody else had it any more. */
  let reconciledId: number | undefined;
  /** Slots whose owner may be the page before this one: until that is known nothing may be sent, or it would overtake. */
  const possiblePredecessors = new Map<number, PersistedQueue>();
  let isOpen = false;
  /** Whoever wants may send what is kept. */
  let isReleased = false;
  let hasFailed = false;
  let stopTimer = () => {};
  let unlock: (() => void) | undefined;
  let work: Promise<unknown> = Promise.resolve();
  let writing: Promise<unknown> = work;
  let isDirty = false;

  /** The first failure of the storage is told, and ends everything. */
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

  /** One thing after the other. */
  function enqueue<Result>(step: () => Promise<Result>): Promise<Result | undefined> {
    const result = work.then(() => attempt(step));
    work = result;
    return result;
  }

  /** Says that this page lives, for as long as it may send what it keeps. */
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
  /** Without a look at its messages. */
  const ownerOf = async (n: number) =>
    (readJson(await storage.getItem(key(n))) as Partial<PersistedQueue> | undefined)?.owner;

  /** The mark is there as long as this user is remembered: without it, `forget()` has been here, in this tab or another. */
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

  function toQueuedMessages(): QueuedMessage[] {
    // A clock that is set back changes no order.
    let latest = 0;
    return queue
      .filter(({ secret }) => !secret)
      .map(({ message: { id, createdAt }, body }) => {
        latest = Math.max(latest, createdAt);
        return [Number(id), body!, latest];
      });
  }

  /** What other pages keep, dead ones too. */
  async function readOtherQueues(): Promise<PersistedQueue[]> {
    const found: PersistedQueue[] = [];
    for (let n = 0; n < SLOT_COUNT; n++) {
      const kept = await readSlot(n);
      if (kept && kept.owner !== ownId) found.push(kept);
    }
    return found;
  }

  /** Whether another page that lives has any of these messages. */
  async function isQueuedElsewhere(messages: readonly QueuedMessage[]): Promise<boolean> {
    const ids = new Set(messages.map(([id]) => id));
    for (const kept of await readOtherQueues())
      if (kept.queue.some(([id]) => ids.has(id)) && (await isAlive(kept))) return true;
    return false;
  }

  /** Waits for nothing but another writing: a message is kept as soon as it is accepted. */
  function write(): Promise<void> {
    const result = writing.then(writeNow);
    writing = result.catch(() => {});
    return result;
  }

  async function writeNow(): Promise<void> {
    isDirty = false;
    if (user === undefined) {
      const words = queue.filter(({ secret, message }) => !secret && message.text);
      return unclaimed.save(words.map(({ message: { id, text } }) => [Number(id), text]));
    }
    if (!isReleased) await lock();
    if (slot !== undefined && (await ownerOf(slot)) !== ownId) {
      isTakenOver = true;
      slot = undefined;
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

  /** As many messages of other pages as there is room for. More of them is nothing that this package has written. */
  function applyLimit(found: QueuedMessage[]): QueuedMessage[] {
    const room = queueLimit - queue.filter(({ onResult }) => !onResult).length;
    if (found.length > room)
      logger('warn', `unable to restore ${found.length - room} stored messages; at most ${queueLimit} may wait`);
    return found.slice(0, Math.max(0, room));
  }

  /** Takes over what dead pages of this user have left. */
  async function adoptOrphans(isFirst?: boolean): Promise<boolean> {
    let mayComeBack = false;
    const taken: number[] = [];
    const found: QueuedMessage[] = [];
    const cursors: (SyncCursor | undefined)[] = [];
    for (let n = 0; n < SLOT_COUNT; n++) {
      const kept = await readSlot(n);
      if (!kept || kept.owner === ownId) continue;
      if (await isAlive(kept)) {
        mayComeBack = true;
        if (isFirst && !locks) possiblePredecessors.set(n, kept);
        continue;
      }
      await writeSlot(n, kept);
      await new Promise<void>((resolve) => void clock.after(WRITE_RACE_MS, resolve));
      if ((await ownerOf(n)) !== ownId) continue;
      taken.push(n);
      found.push(...kept.queue);
      cursors.push(kept.mark);
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
    return mayComeBack;
  }

  /** While messages are kept, here or by a page that may be dead: renews the lease, and looks again. */
  function scheduleRenewal(force?: boolean): void {
    stopTimer();
    // With locks no lease is renewed; but a page that is being left may hold its lock a moment longer.
    if (!isOpen || !(force || (!locks && slot !== undefined))) return;
    stopTimer = clock.after(LEASE_MS / 3, () => {
      void enqueue(async () => {
        await write();
        scheduleRenewal(await adoptOrphans());
      });
    });
  }

  /** What earlier versions have stored, which did not say whose it was: it must never be read as somebody's. */
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
        await writing;
        const isFirst = user === undefined;
        if (isFirst) await removeOldVersions(granted);
        user = granted;
        if (!isFirst && (await isForgotten())) return undefined;
        const stored = await storage.getItem(key('mark'));
        if (!stored) await storage.setItem(key('mark'), '{}');
        isOpen = generation === opened;
        isReleased = !isOpen;
        await write();
        if (isFirst) await unclaimed.claim(granted);
        if (isOpen) scheduleRenewal(await adoptOrphans(true));
        return readCursor(readJson(stored), clock.now());
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
          const kept = await readSlot(n);
          if (kept?.owner === before.owner && !(await isAlive(kept))) await adoptOrphans();
          // Renewed by its owner: another tab, which lives. Taken over by another tab: that one sends first what is older
          // than what we have. The oldest of all waits for nobody, so that no two wait for each other.
          const older = before.queue.filter(([id]) => id < Number(queue[0]?.message.id));
          const isSame = kept?.owner === before.owner && kept.until === before.until;
          if (isSame ? await isAlive(kept) : kept?.owner !== before.owner && (await isQueuedElsewhere(older)))
            return false;
          possiblePredecessors.delete(n);
        }
        const [head] = toQueuedMessages();
        if (!isTakenOver || !head || reconciledId === head[0]) return true;
        // Only the next one counts: who waited for all could wait for somebody who waits for this one.
        if (await isQueuedElsewhere([head])) return false;
        // Nobody has it any more: it is ours again, once the history has been asked what became of it.
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
