import type { StorageLike } from './options.js';
import type { Unclaimed } from './persisted-queue.js';
import { readUnclaimed } from './read-stored.js';
import { storageKey } from './storage-key.js';

/** Longest draft, in UTF-16 units. */
const MAX_DRAFT_LENGTH = 20_000;

export interface UnclaimedMessages {
  /** Stores the texts that are waiting in this page, whose user is not known yet. An empty list removes them. */
  save(messages: Unclaimed['messages']): Promise<void>;
  /**
   * Called after a grant. Texts of earlier pages of this tab become this user's draft, unless another user was granted a token
   * in this tab. They are removed in any case.
   */
  claim(user: string): Promise<void>;
}

/** Returns `sessionStorage`, or undefined outside of a page and if it is forbidden. */
function storageOfTab(): StorageLike | undefined {
  try {
    const page = globalThis as { document?: unknown; sessionStorage?: StorageLike };
    return page.document ? page.sessionStorage : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Creates the store of messages that were accepted before any grant. This page sends them after its first grant. If it is left
 * before that, no other page sends them, because its user may be another one: they stay in the tab and become a draft there.
 *
 * @param given the option `tabStorage`; undefined: `sessionStorage`
 */
export function createUnclaimedMessages(
  apiUrl: string,
  botId: string,
  given: StorageLike | null | undefined,
  toJson: (value: unknown) => string,
): UnclaimedMessages {
  const storage = given === undefined ? storageOfTab() : (given ?? undefined);
  const unclaimedKey = storageKey(apiUrl, botId, '', 'unclaimed');
  /** Key of the user who was granted a token last in this tab. */
  const userKey = storageKey(apiUrl, botId, '', 'user');
  const ownIds = new Set<number>();
  let isStored = false;
  let isForgotten = false;

  /** Ignores failures: a storage that does not work costs only the draft. */
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
        // `forget()` was called: texts from before must not be stored again.
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
