import type { ChatClient } from '../../client/chat-client.js';
import { storageKey } from '../../client/storage-key.js';

/** Longest draft that is kept, in UTF-16 units. */
const MAX_DRAFT_LENGTH = 20_000;

/**
 * What was being written, over a reload: in the page's own storage, of this tab, per platform, bot and user (law 12). Where
 * storage fails, or nobody knows who the user is, there is none.
 */
export class DraftStore {
  readonly #key: string | undefined;
  /** True while a draft of ours should be there. */
  #isStored = false;
  /** `forget()` has been here: what is still in the field must not be stored again. */
  #isForgotten = false;

  constructor({ apiUrl, bot, userId }: Pick<ChatClient, 'apiUrl' | 'bot' | 'userId'>) {
    this.#key = userId && storageKey(apiUrl, bot.id, userId, 'draft');
    // Of earlier versions, which did not say whose it was.
    this.#attempt(() => sessionStorage.removeItem(`xo-chat.draft.${bot.id}`));
  }

  load(): string {
    let draft = '';
    this.#attempt((key) => {
      draft = sessionStorage.getItem(key) ?? '';
    });
    this.#isStored = draft !== '';
    return draft;
  }

  save(text: string): void {
    this.#attempt((key) => {
      this.#isForgotten ||= this.#isStored && sessionStorage.getItem(key) === null;
      if (this.#isForgotten) return;
      if (text) sessionStorage.setItem(key, text.slice(0, MAX_DRAFT_LENGTH));
      else sessionStorage.removeItem(key);
      this.#isStored = text !== '';
    });
  }

  /** Forbidden or full: the draft lives as long as the page. */
  #attempt(step: (key: string) => void): void {
    try {
      if (this.#key) step(this.#key);
    } catch {}
  }
}
