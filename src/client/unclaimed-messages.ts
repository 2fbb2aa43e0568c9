import type { StorageLike } from './options.js';
import type { Unclaimed } from './persisted-queue.js';
import { readUnclaimed } from './read-stored.js';
import { storageKey } from './storage-key.js';

/** Longest draft that is made of them, in UTF-16 units. */
const MAX_DRAFT_LENGTH = 20_000;

export interface UnclaimedMessages {
  /** Notes what waits in this page, whose user is not known yet. An empty list takes it back. */
  save(messages: Unclaimed['messages']): Promise<void>;
  /**
   * A user is granted. What earlier pages of this tab have left becomes this user's draft if nobody else is known to have been
   * here; in any case it is gone then.
   */
  claim(user: string): Promise<void>;
}

/** The page's own; undefined outside of a page, and where it is forbidden. */
function storageOfTab(): StorageLike | undefined {
  try {
    const page = globalThis as { document?: unknown; sessionStorage?: StorageLike };
    return page.document ? page.sessionStorage : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Messages that were accepted before any grant. This page sends them as soon as it is granted a user. When it is left before,
 * no other page may send them: that page's user may be another one. They stay in the tab, and become a draft there.
 *
 * @param given the option `tabStorage`
 */
export function createUnclaimedMessages(
  apiUrl: string,
  botId: string,
  given: StorageLike | null | undefined,
  toJson: (value: unknown) => string,
): UnclaimedMessages {
  const storage = given === undefined ? storageOfTab() : (given ?? undefined);
  const unclaimedKey = storageKey(apiUrl, botId, '', 'unclaimed');
  /** Who was granted last in this tab. */
  const userKey = storageKey(apiUrl, botId, '', 'user');
  const ownIds = new Set<number>();
  let isStored = false;
  let isForgotten = false;

  /** A storage that does not work costs the draft and nothing else. */
  async function attempt(step: (storage: StorageLike) => Promise<void>): Promise<void> {
    try {
      if (storage && !isForgotten) await step(storage);
    } catch {}
  }

  const messagesOfOthers = (record: Unclaimed | undefined) =>
    (record?.messages ?? []).filter(([id]) => !ownIds.has(id));

  return {
    save: (messages) =>
      attempt(async (storage) => {
        const user = (await storage.getItem(userKey)) ?? undefined;
        const record = readUnclaimed(await storage.getItem(unclaimedKey));
        // `forget()` has been here: nothing of before comes back.
        isForgotten = isStored && !record && user === undefined;
        if (isForgotten) return;
        const all = [...messagesOfOthers(record), ...messages];
        for (const [id] of messages) ownIds.add(id);
        isStored = messages.length > 0;
        if (all.length) await storage.setItem(unclaimedKey, toJson({ after: user, messages: all }));
        else if (record) await storage.removeItem(unclaimedKey);
      }),
    claim: (user) =>
      attempt(async (storage) => {
        const record = readUnclaimed(await storage.getItem(unclaimedKey));
        const last = await storage.getItem(userKey);
        const texts = messagesOfOthers(record).map(([, text]) => text);
        const isKnown = [record?.after, last].every((one) => !one || one === user);
        if (texts.length && isKnown) {
          const key = storageKey(apiUrl, botId, user, 'draft');
          const draft = [(await storage.getItem(key)) ?? '', ...texts].filter(Boolean).join('\n');
          await storage.setItem(key, draft.slice(0, MAX_DRAFT_LENGTH));
        }
        await storage.setItem(userKey, user);
        await storage.removeItem(unclaimedKey);
      }),
  };
}
