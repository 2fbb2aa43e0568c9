import type { Catalogue } from './catalogue.js';

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

/** Undefined for a language that there is no catalogue of. */
export async function loadWords(language: string): Promise<Catalogue | undefined> {
  // `constructor` is a key of every object.
  return Object.hasOwn(LOADERS, language) ? (await LOADERS[language]!()).catalogue : undefined;
}
