import { consoleLogger } from '../../lib/logger.js';
import type { Catalogue } from './catalogue.js';
import { en } from './en.js';

/** Each a chunk of its own, which only those load who need it. */
const LOADERS: { readonly [language: string]: () => Promise<{ catalogue: Catalogue }> } = {
  ar: () => import('./languages/ar.js'),
  de: () => import('./languages/de.js'),
  es: () => import('./languages/es.js'),
  fr: () => import('./languages/fr.js'),
  hi: () => import('./languages/hi.js'),
  ja: () => import('./languages/ja.js'),
  pt: () => import('./languages/pt.js'),
};

/** Catalogues that are here, and those of the host page, by language. */
const known = new Map([['en', en]]);
const own = new Map<string, CustomCatalogue>();

/** Words of your own: a language of yours, or others for some words of a language that there is. */
export type CustomCatalogue = Partial<Catalogue> & Pick<Catalogue, 'language'>;

const languageOf = (locale: string) => locale.split(/[-_]/)[0]!.toLowerCase();

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
  const complete = (words: Catalogue): Catalogue => ({ ...words, ...own.get(language) });
  const there = known.get(language);
  // What the page has not loaded is no key of its own: `constructor` is one of every object.
  if (there || !Object.hasOwn(LOADERS, language)) return complete(there ?? en);
  return LOADERS[language]!().then(
    ({ catalogue }) => {
      known.set(language, catalogue);
      return complete(catalogue);
    },
    (error: unknown) => {
      consoleLogger('warn', `unable to load the words of ${language}; the chat speaks English`, error);
      return complete(en);
    },
  );
}
