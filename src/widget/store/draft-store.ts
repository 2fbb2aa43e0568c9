import type { ChatClient } from '../../client/chat-client.js';
import { storageKey } from '../../client/storage-key.js';

/** Longest draft that is stored, in UTF-16 units. */
const MAX_DRAFT_LENGTH = 20_000;

/**
 * Keeps the unsent text across reloads, in `sessionStorage`, per platform, bot and user (docs/delivery.md D11). Does
 * nothing if storage fails or the user is unknown.
 */
export class DraftStore {
  readonly #key: string | undefined;
  /** True if this store has written a draft. */
  #isStored = false;
  /** True after `forget()` has erased the draft: the text in the field must not be stored again. */
  #isForgotten = false;

  constructor({ apiUrl, bot, userId }: Pick<ChatClient, 'apiUrl' | 'bot' | 'userId'>) {
    this.#key = userId && storageKey(apiUrl, bot.id, userId, 'draft');
    // Earlier versions used a key without the user.
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

  /** Ignores errors: if storage is forbidden or full, the draft lasts as long as the page. */
  #attempt(step: (key: string) => void): void {
    try {
      if (this.#key) step(this.#key);
    } catch {}
  }
}
