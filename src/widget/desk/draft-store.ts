/** What was being written, over a reload: in the page's own storage, of this tab, per bot. Where storage fails there is none. */
export class DraftStore {
  readonly #key: string;

  constructor(botId: string) {
    this.#key = `xo-chat.draft.${botId}`;
  }

  load(): string {
    try {
      return sessionStorage.getItem(this.#key) ?? '';
    } catch {
      return '';
    }
  }

  save(text: string): void {
    try {
      if (text) sessionStorage.setItem(this.#key, text);
      else sessionStorage.removeItem(this.#key);
    } catch {
      // Forbidden or full: the draft lives as long as the page.
    }
  }
}
