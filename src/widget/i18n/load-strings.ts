import type { Catalogue } from './catalogue.js';

/** Each language is a chunk of its own. */
const LOADERS: { readonly [language: string]: () => Promise<{ catalogue: Catalogue }> } = {
  ar: () => import('./locales/ar/core.js'),
  de: () => import('./locales/de/core.js'),
  es: () => import('./locales/es/core.js'),
  fr: () => import('./locales/fr/core.js'),
  hi: () => import('./locales/hi/core.js'),
  ja: () => import('./locales/ja/core.js'),
  pt: () => import('./locales/pt/core.js'),
};

/** Resolves with undefined for an unsupported language. */
export async function loadStrings(language: string): Promise<Catalogue | undefined> {
  // Every object inherits keys such as `constructor`.
  return Object.hasOwn(LOADERS, language) ? (await LOADERS[language]!()).catalogue : undefined;
}
