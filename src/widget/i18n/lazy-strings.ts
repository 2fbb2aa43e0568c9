import { consoleLogger } from '../../lib/logger.js';

/** Loads the words of one language, or says by undefined that there are none. */
export type WordsLoader<Words> = (language: string) => Promise<Words> | undefined;

/** Words that come after the window's own: of the language that is asked for, and the last ones until those are here. */
export class LazyWords<Words> {
  readonly #load: WordsLoader<Words>;
  readonly #onChange: () => void;
  #words: Words;
  #language = 'en';

  /** @param english the words that are here from the beginning */
  constructor(english: Words, load: WordsLoader<Words>, onChange: () => void) {
    this.#words = english;
    this.#load = load;
    this.#onChange = onChange;
  }

  /** @param language as in the catalogue: `en`, `de` … */
  in(language: string): Words {
    if (language !== this.#language) {
      this.#language = language;
      this.#load(language)?.then(
        (words) => {
          // A later language may have overtaken.
          if (this.#language !== language) return;
          this.#words = words;
          this.#onChange();
        },
        (error: unknown) => consoleLogger('warn', `unable to load some words of ${language}`, error),
      );
    }
    return this.#words;
  }
}
