import type { Catalogue } from './catalogue.js';
import { catalogueOf } from './catalogues.js';
import { createI18n, type I18n } from './i18n.js';

/** Holds the language of one window, which may change while the window is open. */
export class LocaleController {
  readonly #onChange: () => void;
  #i18n: I18n | undefined;
  /** The locale that was requested last. Catalogues for other locales arrive too late, and are ignored. */
  #locale: string | undefined;

  /** @param onChange called after `i18n` has changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get i18n(): I18n {
    // English is always available. Created on first use, because the page may register strings of its own before that.
    this.#i18n ??= createI18n(undefined, catalogueOf() as Catalogue);
    return this.#i18n;
  }

  /**
   * Changes the language. The old strings stay on screen until the new ones have loaded.
   *
   * @param isShown false while nothing is rendered: then at least the direction changes at once
   */
  setLocale(locale: string | undefined, isShown: boolean): void {
    this.#locale = locale;
    const apply = (strings: Catalogue) => {
      if (this.#locale !== locale) return;
      this.#i18n = createI18n(locale, strings);
      this.#onChange();
    };
    const strings = catalogueOf(locale);
    if (strings instanceof Promise) {
      if (!isShown) this.#i18n = createI18n(locale);
      void strings.then(apply);
    } else apply(strings);
  }
}
