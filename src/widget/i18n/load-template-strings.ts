import { LazyModule } from '../lib/lazy-module.js';
import { words as en } from './locales/en/templates.js';
import type { TemplateWords } from './template-strings.js';

const load = (words: () => Promise<{ words: TemplateWords }>) => new LazyModule(words, 'templates speak English');

/** Each a chunk of its own, which only those load who need it. */
const LANGUAGES: ReadonlyMap<string, LazyModule<{ words: TemplateWords }>> = new Map([
  ['ar', load(() => import('./locales/ar/templates.js'))],
  ['de', load(() => import('./locales/de/templates.js'))],
  ['es', load(() => import('./locales/es/templates.js'))],
  ['fr', load(() => import('./locales/fr/templates.js'))],
  ['hi', load(() => import('./locales/hi/templates.js'))],
  ['ja', load(() => import('./locales/ja/templates.js'))],
  ['pt', load(() => import('./locales/pt/templates.js'))],
]);

/** The words of templates, as far as they are here; English for a language that there are none of. */
export function templateWords(language: string): TemplateWords | undefined {
  const words = LANGUAGES.get(language);
  return words ? words.loaded?.words : en;
}

/** Loads them. Gives English where they cannot be had. */
export async function loadTemplateWords(language: string): Promise<TemplateWords> {
  await LANGUAGES.get(language)?.load();
  return templateWords(language) ?? en;
}
