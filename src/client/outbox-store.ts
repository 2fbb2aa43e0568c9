import type { Conversation } from '../conversation/conversation.js';
import type { Mark } from '../conversation/history-sync.js';
import type { Saved } from '../conversation/outbox.js';
import { restoreMessages } from '../conversation/restore-messages.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/logger.js';
import type { BotRef } from '../protocol/bot-info.js';
import { boundLocks, boundStorage } from './bounded-storage.js';
import type { LockManagerLike, StorageLike } from './options.js';
import type { PersistedCursor, PersistedQueue } from './persisted-queue.js';
import { readJson, readMark, readPersistedQueue } from './read-stored.js';
import { KEY_PREFIX, storageKey } from './storage-key.js';
import { createUnclaimedMessages } from './unclaimed-messages.js';

/** Without the words. */
const toPersistedCursor = (mark: Mark | undefined): PersistedCursor | undefined =>
  mark && { serverId: mark.serverId, createdAt: mark.createdAt };

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
  log: Log;
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
  open(user: string): Promise<Mark | undefined>;
  /** The queue has changed. */
  save(): void;
  saveMark(mark: Mark): void;
  /**
   * Asked before each transmission. False when another page has taken the messages over, because this one seemed dead:
   * then the history must be read before it is asked again.
   */
  claim(): Promise<boolean>;
  /** Nothing runs on, but what is kept stays. */
  close(): void;
}

/** Pages of one browser that keep messages at the same time. More of them work, too, but keep nothing. */
const SLOTS = 16;
/** How long a page that gives no sign is taken for alive, where there are no Web Locks. */
const LEASE_MS = 20_000;
/** An asynchronous storage lets two pages take the same thing over at once: the last one to write has it. */
const SETTLE_MS = 100;

/**
 * Keeps queued messages over a reload, a crash, a restart of the browser (laws 1 and 2).
 *
 * Each page writes a slot of its own, so that none overwrites another. Who may send is written into the slot. A page that
 * finds the slot of a dead one makes itself its owner, and asks the history before it sends. Dead is whose lock is free;
 * without Web Locks, whose lease has run out. A page that was only asleep finds out before its next transmission.
 *
 * Slots belong to a user, and are read and written after a grant only (law 12). Until then messages are unclaimed.
 */
export function createOutboxStore(ports: OutboxStoreOptions): OutboxStore {
  const { clock, random, base, bot, queueLimit, log, conversation, report, toJson = JSON.stringify } = ports;
  const storage = boundStorage(ports.storage, clock);
  const locks = ports.locks && boundLocks(ports.locks, clock);
  const tabStorage = ports.tabStorage && boundStorage(ports.tabStorage, clock);
  const { queue } = conversation.timeline;
  const me = `${clock.now()}-${random()}`;
  const unclaimed = createUnclaimedMessages(base, bot.id, tabStorage, toJson);
  const key = (name: number | string) => storageKey(base, bot.id, user!, name);
  /** Undefined until a user is granted. */
  let user: string | undefined;
  /** Counts what opens and closes: a step that began before does not undo it. */
  let life = 0;
  /** Where this page's messages are. */
  let slot: number | undefined;
  /** Another page has taken them over. */
  let isLost = false;
  /** The history has been asked for this one: nobody else had it any more. */
  let asked: number | undefined;
  /** Slots whose owner may be the page before this one: until that is known nothing may be sent, or it would overtake. */
  const suspects = new Map<number, PersistedQueue>();
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
    const life = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    return new Promise((resolve) => {
      const granted = async () => {
        resolve(undefined);
        await life;
      };
      locks.request(key(me), {}, granted).catch(resolve);
    });
  }

  const read = async (n: number) => readPersistedQueue(await storage.getItem(key(n)));
  /** Without a look at its messages. */
  const ownerOf = async (n: number) =>
    (readJson(await storage.getItem(key(n))) as Partial<PersistedQueue> | undefined)?.owner;

  /** The mark is there as long as this user is remembered: without it, `forget()` has been here, in this tab or another. */
  async function isForgotten(): Promise<boolean> {
    if (await storage.getItem(key('mark'))) return false;
    hasFailed = true;
    return true;
  }

  async function put(n: number, kept: PersistedQueue): Promise<void> {
    if (await isForgotten()) return;
    await storage.setItem(key(n), toJson({ ...kept, owner: me, until: clock.now() + LEASE_MS }));
  }

  async function isAlive({ owner, until }: PersistedQueue): Promise<boolean> {
    if (locks) return !(await locks.request(key(owner), { ifAvailable: true }, async (lock) => !!lock));
    const restMs = until - clock.now();
    return restMs > 0 && restMs <= LEASE_MS;
  }

  function saved(): Saved[] {
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
  async function others(): Promise<PersistedQueue[]> {
    const found: PersistedQueue[] = [];
    for (let n = 0; n < SLOTS; n++) {
      const kept = await read(n);
      if (kept && kept.owner !== me) found.push(kept);
    }
    return found;
  }

  /** Whether another page that lives has any of these messages. */
  async function isElsewhere(messages: readonly Saved[]): Promise<boolean> {
    const ids = new Set(messages.map(([id]) => id));
    for (const kept of await others()) if (kept.queue.some(([id]) => ids.has(id)) && (await isAlive(kept))) return true;
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
    if (slot !== undefined && (await ownerOf(slot)) !== me) {
      isLost = true;
      slot = undefined;
    }
    const elsewhere = new Set((isLost ? await others() : []).flatMap(({ queue }) => queue.map(([id]) => id)));
    const messages = saved().filter(([id]) => !elsewhere.has(id));
    if (!messages.length) {
      if (slot !== undefined) await storage.removeItem(key(slot));
      slot = undefined;
      return;
    }
    for (let n = 0; slot === undefined && n < SLOTS; n++) if (!(await read(n))) slot = n;
    if (slot !== undefined)
      await put(slot, { owner: me, until: 0, queue: messages, mark: toPersistedCursor(conversation.sureMark()) });
    tick();
  }

  /** As many messages of other pages as there is room for. More of them is nothing that this package has written. */
  function limit(found: Saved[]): Saved[] {
    const room = queueLimit - queue.filter(({ settle }) => !settle).length;
    if (found.length > room)
      log('warn', `unable to restore ${found.length - room} stored messages; at most ${queueLimit} may wait`);
    return found.slice(0, Math.max(0, room));
  }

  /** Takes over what dead pages of this user have left. */
  async function sweep(isFirst?: boolean): Promise<boolean> {
    let mayComeBack = false;
    const taken: number[] = [];
    const found: Saved[] = [];
    const marks: (Mark | undefined)[] = [];
    for (let n = 0; n < SLOTS; n++) {
      const kept = await read(n);
      if (!kept || kept.owner === me) continue;
      if (await isAlive(kept)) {
        mayComeBack = true;
        if (isFirst && !locks) suspects.set(n, kept);
        continue;
      }
      await put(n, kept);
      await new Promise<void>((resolve) => void clock.after(SETTLE_MS, resolve));
      if ((await ownerOf(n)) !== me) continue;
      taken.push(n);
      found.push(...kept.queue);
      marks.push(kept.mark);
    }
    if (taken.length) {
      restoreMessages(
        conversation,
        limit(found.sort(([one], [other]) => one - other)),
        marks.reduce((one, other) => ((one?.createdAt ?? 0) < (other?.createdAt ?? 0) ? one : other)),
      );
      await write();
      for (const n of taken) if (n !== slot) await storage.removeItem(key(n));
    }
    return mayComeBack;
  }

  /** While messages are kept, here or by a page that may be dead: renews the lease, and looks again. */
  function tick(force?: boolean): void {
    stopTimer();
    // With locks no lease is renewed; but a page that is being left may hold its lock a moment longer.
    if (!isOpen || !(force || (!locks && slot !== undefined))) return;
    stopTimer = clock.after(LEASE_MS / 3, () => {
      void enqueue(async () => {
        await write();
        tick(await sweep());
      });
    });
  }

  /** What earlier versions have stored, which did not say whose it was: it must never be read as somebody's. */
  async function removeOld(granted: string): Promise<void> {
    const names = [...Array(SLOTS).keys(), 'user', `mark:${granted}`];
    await Promise.all(names.map((name) => storage.removeItem(`${KEY_PREFIX}${bot.id}:${name}`)));
  }

  function save(): void {
    if (isDirty) return;
    isDirty = true;
    void attempt(write);
  }

  return {
    open(granted) {
      const opened = ++life;
      return enqueue(async () => {
        await writing;
        const isFirst = user === undefined;
        if (isFirst) await removeOld(granted);
        user = granted;
        if (!isFirst && (await isForgotten())) return undefined;
        const stored = await storage.getItem(key('mark'));
        if (!stored) await storage.setItem(key('mark'), '{}');
        isOpen = life === opened;
        isReleased = !isOpen;
        await write();
        if (isFirst) await unclaimed.claim(granted);
        if (isOpen) tick(await sweep(true));
        return readMark(readJson(stored), clock.now());
      });
    },
    save,
    saveMark: (mark) =>
      void enqueue(async () => {
        if (user !== undefined && !(await isForgotten()))
          await storage.setItem(key('mark'), toJson(toPersistedCursor(mark)));
      }),
    claim: async () =>
      (await enqueue(async () => {
        await write();
        for (const [n, before] of suspects) {
          const kept = await read(n);
          if (kept?.owner === before.owner && !(await isAlive(kept))) await sweep();
          // Renewed by its owner: another tab, which lives. Taken over by another tab: that one sends first what is older
          // than what we have. The oldest of all waits for nobody, so that no two wait for each other.
          const older = before.queue.filter(([id]) => id < Number(queue[0]?.message.id));
          const isSame = kept?.owner === before.owner && kept.until === before.until;
          if (isSame ? await isAlive(kept) : kept?.owner !== before.owner && (await isElsewhere(older))) return false;
          suspects.delete(n);
        }
        const [head] = saved();
        if (!isLost || !head || asked === head[0]) return true;
        // Only the next one counts: who waited for all could wait for somebody who waits for this one.
        if (await isElsewhere([head])) return false;
        // Nobody has it any more: it is ours again, once the history has been asked what became of it.
        asked = head[0];
        isLost = await isElsewhere(saved());
        await write();
        return false;
      })) ?? true,
    close() {
      life++;
      isOpen = false;
      isReleased = true;
      suspects.clear();
      stopTimer();
      unlock?.();
      unlock = undefined;
    },
  };
}
