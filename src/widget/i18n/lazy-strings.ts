import { logToConsole } from '../../lib/logger.js';

/** Loads the strings of one language. Returns undefined for an unsupported language. */
export type StringsLoader<Strings> = (language: string) => Promise<Strings> | undefined;

/**
 * Strings that load after the window's own. Until the strings of a new language have loaded, the previous ones stay in
 * use.
 */
export class LazyStrings<Strings> {
  readonly #load: StringsLoader<Strings>;
  readonly #onChange: () => void;
  #strings: Strings;
  #language = 'en';

  /** @param english the strings that are available from the beginning */
  constructor(english: Strings, load: StringsLoader<Strings>, onChange: () => void) {
    this.#strings = english;
    this.#load = load;
    this.#onChange = onChange;
  }

  /** @param language as in the catalogue: `en`, `de` … */
  in(language: string): Strings {
    if (language !== this.#language) {
      this.#language = language;
      this.#load(language)?.then(
        (strings) => {
          // The language may have changed again in the meantime.
          if (this.#language !== language) return;
          this.#strings = strings;
          this.#onChange();
        },
        (error: unknown) => logToConsole('warn', `unable to load some strings of ${language}`, error),
      );
    }
    return this.#strings;
  }
}
