import type { Catalogue } from './catalogue.js';
import { catalogueOf } from './catalogues.js';
import { createI18n, type I18n } from './i18n.js';

/** The language of one window, which may change while it is open. */
export class LocaleController {
  readonly #onChange: () => void;
  #i18n: I18n | undefined;
  /** Asked for last: an answer for another comes too late. */
  #locale: string | undefined;

  /** @param onChange hears when `i18n` is another than before */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get i18n(): I18n {
    // English is always here. Not before it is needed: the page may have words of its own for it.
    this.#i18n ??= createI18n(undefined, catalogueOf() as Catalogue);
    return this.#i18n;
  }

  /**
   * Changes the language. What is on screen keeps its words until the new ones are here.
   *
   * @param shown false while nothing is: then at least the direction is known at once
   */
  speak(locale: string | undefined, shown: boolean): void {
    this.#locale = locale;
    const say = (strings: Catalogue) => {
      if (this.#locale !== locale) return;
      this.#i18n = createI18n(locale, strings);
      this.#onChange();
    };
    const strings = catalogueOf(locale);
    if (strings instanceof Promise) {
      if (!shown) this.#i18n = createI18n(locale);
      void strings.then(say);
    } else say(strings);
  }
}
