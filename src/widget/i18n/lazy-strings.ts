import { consoleLogger } from '../../lib/logger.js';

/** Loads the words of one language, or says by undefined that there are none. */
export type StringsLoader<Strings> = (language: string) => Promise<Strings> | undefined;

/** Words that come after the window's own: of the language that is asked for, and the last ones until those are here. */
export class LazyStrings<Strings> {
  readonly #load: StringsLoader<Strings>;
  readonly #onChange: () => void;
  #strings: Strings;
  #language = 'en';

  /** @param english the words that are here from the beginning */
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
          // A later language may have overtaken.
          if (this.#language !== language) return;
          this.#strings = strings;
          this.#onChange();
        },
        (error: unknown) => consoleLogger('warn', `unable to load some strings of ${language}`, error),
      );
    }
    return this.#strings;
  }
}
