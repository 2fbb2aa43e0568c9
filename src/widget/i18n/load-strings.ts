import type { Catalogue } from './catalogue.js';

/** Each a chunk of its own, which only those load who need it. */
const LOADERS: { readonly [language: string]: () => Promise<{ catalogue: Catalogue }> } = {
  ar: () => import('./locales/ar/core.js'),
  de: () => import('./locales/de/core.js'),
  es: () => import('./locales/es/core.js'),
  fr: () => import('./locales/fr/core.js'),
  hi: () => import('./locales/hi/core.js'),
  ja: () => import('./locales/ja/core.js'),
  pt: () => import('./locales/pt/core.js'),
};

/** Undefined for a language that there is no catalogue of. */
export async function loadStrings(language: string): Promise<Catalogue | undefined> {
  // `constructor` is a key of every object.
  return Object.hasOwn(LOADERS, language) ? (await LOADERS[language]!()).catalogue : undefined;
}
