import type { Conversation } from '../conversation/conversation.js';
import type { Mark } from '../conversation/history-reader.js';
import type { Saved } from '../conversation/outbox.js';
import { restoreMessages } from '../conversation/restore-messages.js';
import type { Clock } from '../lib/clock.js';
import type { BotRef } from '../protocol/bot-info.js';
import type { Kept, KeptMark } from './kept.js';
import type { LockManagerLike, StorageLike } from './options.js';

/** Without the words. */
const toKept = (mark: Mark | undefined): KeptMark | undefined =>
  mark && { serverId: mark.serverId, createdAt: mark.createdAt };

export interface JournalPorts {
  storage: StorageLike;
  locks: LockManagerLike | null | undefined;
  clock: Clock;
  random: () => number;
  bot: BotRef;
  conversation: Conversation;
  /** Hears once that the storage does not work: from then on nothing is kept. */
  report(): void;
}

export interface Journal {
  /** Begins to keep things for this user, and takes over what dead pages have left. @returns the mark that was kept */
  open(user: string | undefined): Promise<Mark | undefined>;
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
 */
export function createJournal({ storage, locks, clock, random, bot, conversation, report }: JournalPorts): Journal {
  const { queue } = conversation.timeline;
  const me = `${clock.now()}-${random()}`;
  const key = (name: number | string) => `xo-rtm:${bot.id}:${name}`;
  let user: string | undefined;
  /** Where this page's messages are. */
  let slot: number | undefined;
  /** Another page has taken them over. */
  let isLost = false;
  /** The history has been asked for this one: nobody else had it any more. */
  let asked: number | undefined;
  /** Slots whose owner may be the page before this one: until that is known nothing may be sent, or it would overtake. */
  const suspects = new Map<number, Kept>();
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

  /** What somebody else has put there is nothing. */
  async function load(name: number | string): Promise<unknown> {
    const text = await storage.getItem(key(name));
    try {
      return JSON.parse(text ?? '') ?? undefined;
    } catch {
      return undefined;
    }
  }

  async function read(n: number): Promise<Kept | undefined> {
    const kept = (await load(n)) as Kept | undefined;
    return Array.isArray(kept?.queue) ? kept : undefined;
  }

  async function put(n: number, kept: Kept): Promise<void> {
    await storage.setItem(key(n), JSON.stringify({ ...kept, owner: me, until: clock.now() + LEASE_MS }));
  }

  async function isAlive({ owner, until }: Kept): Promise<boolean> {
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
  async function others(): Promise<Kept[]> {
    const found: Kept[] = [];
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
    if (!isReleased) await lock();
    user ??= (await load('user')) as string | undefined;
    if (slot !== undefined && (await read(slot))?.owner !== me) {
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
    for (let n = 0; slot === undefined && n < SLOTS; n++) if (!(await storage.getItem(key(n)))) slot = n;
    if (slot !== undefined)
      await put(slot, { owner: me, until: 0, user, queue: messages, mark: toKept(conversation.sureMark()) });
    tick();
  }

  /** Takes over what dead pages of this user have left. What was sent before any grant at all is whoever's is granted first. */
  async function sweep(isFirst?: boolean): Promise<boolean> {
    let mayComeBack = false;
    const taken: number[] = [];
    const found: Saved[] = [];
    const marks: (Mark | undefined)[] = [];
    for (let n = 0; n < SLOTS; n++) {
      const kept = await read(n);
      if (!kept || kept.owner === me || (kept.user && kept.user !== user)) continue;
      if (await isAlive(kept)) {
        mayComeBack = true;
        if (isFirst && !locks) suspects.set(n, kept);
        continue;
      }
      await put(n, kept);
      await new Promise<void>((resolve) => void clock.after(SETTLE_MS, resolve));
      if ((await read(n))?.owner !== me) continue;
      taken.push(n);
      found.push(...kept.queue);
      marks.push(kept.mark);
    }
    if (taken.length) {
      restoreMessages(
        conversation,
        found.sort(([one], [other]) => one - other),
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

  function save(): void {
    if (isDirty) return;
    isDirty = true;
    void attempt(write);
  }

  return {
    open: (granted) =>
      enqueue(async () => {
        await writing;
        user = granted;
        isOpen = true;
        isReleased = false;
        await storage.setItem(key('user'), JSON.stringify(granted ?? null));
        await write();
        tick(await sweep(true));
        return (await load(`mark:${granted}`)) as Mark | undefined;
      }),
    save,
    saveMark: (mark) => void enqueue(async () => storage.setItem(key(`mark:${user}`), JSON.stringify(toKept(mark)))),
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
      isOpen = false;
      isReleased = true;
      suspects.clear();
      stopTimer();
      unlock?.();
      unlock = undefined;
    },
  };
}
