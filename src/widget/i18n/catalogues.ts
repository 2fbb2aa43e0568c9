import { reportLoadFailure } from '../lib/report-load-failure.js';
import type { Catalogue } from './catalogue.js';
import { en } from './locales/en/core.js';

/**
 * Loaded catalogues, and those that the host page has registered, by language. Even the list of the other languages
 * loads later.
 */
const loaded = new Map([['en', en]]);
const custom = new Map<string, CustomCatalogue>();

/** Strings of the host page: a new language, or replacements for some strings of an existing one. */
export type CustomCatalogue = Partial<Catalogue> & Pick<Catalogue, 'language'>;

const languageOf = (locale: string) => locale.replace(/[-_].*/, '').toLowerCase();

/**
 * Registers strings for all windows that open from now on. Missing strings come from the built-in catalogue of that
 * language, or from English. The last catalogue registered for a language wins.
 *
 * @example
 * registerCatalogue({ language: 'en', openChat: 'Ask us anything' });
 */
export function registerCatalogue(catalogue: CustomCatalogue): void {
  custom.set(languageOf(catalogue.language), catalogue);
}

/**
 * Returns the catalogue for the locale's language: synchronously if it is loaded, else a promise. Falls back to
 * English.
 */
export function catalogueOf(locale = 'en'): Catalogue | Promise<Catalogue> {
  const language = languageOf(locale);
  const complete = (strings: Catalogue): Catalogue => ({ ...strings, ...custom.get(language) });
  const there = loaded.get(language);
  if (there) return complete(there);
  return import('./load-strings.js')
    .then(({ loadStrings }) => loadStrings(language))
    .then(
      (strings = en) => {
        loaded.set(language, strings);
        return complete(strings);
      },
      (error: unknown) => {
        reportLoadFailure(`the strings of ${language}; the chat is in English`, error);
        return complete(en);
      },
    );
}
