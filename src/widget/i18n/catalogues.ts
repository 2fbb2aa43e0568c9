import { reportLoadFailure } from '../lib/report-load-failure.js';
import type { Catalogue } from './catalogue.js';
import { en } from './locales/en/core.js';

/** Catalogues that are here, and those of the host page, by language. Of the rest not even the list is in the first script. */
const known = new Map([['en', en]]);
const own = new Map<string, CustomCatalogue>();

/** Words of your own: a language of yours, or others for some strings of a language that there is. */
export type CustomCatalogue = Partial<Catalogue> & Pick<Catalogue, 'language'>;

const languageOf = (locale: string) => locale.replace(/[-_].*/, '').toLowerCase();

/**
 * Gives the chat other words, for all windows that are opened from now on. What is left out comes from the catalogue of that
 * language, or from the English one. The last one registered for a language wins.
 *
 * @example
 * registerCatalogue({ language: 'en', openChat: 'Ask us anything' });
 */
export function registerCatalogue(catalogue: CustomCatalogue): void {
  own.set(languageOf(catalogue.language), catalogue);
}

/** The words of the locale's language: at once where they are here, else when they have come. English where there are none. */
export function catalogueOf(locale = 'en'): Catalogue | Promise<Catalogue> {
  const language = languageOf(locale);
  const complete = (strings: Catalogue): Catalogue => ({ ...strings, ...own.get(language) });
  const there = known.get(language);
  if (there) return complete(there);
  return import('./load-strings.js')
    .then(({ loadStrings }) => loadStrings(language))
    .then(
      (strings = en) => {
        known.set(language, strings);
        return complete(strings);
      },
      (error: unknown) => {
        reportLoadFailure(`the strings of ${language}; the chat speaks English`, error);
        return complete(en);
      },
    );
}
