import { LazyModule } from '../lazy-module.js';
import type { TemplateWords } from './template-words.js';
import { words as en } from './templates/en.js';

const load = (words: () => Promise<{ words: TemplateWords }>) => new LazyModule(words, 'templates speak English');

/** Each a chunk of its own, which only those load who need it. */
const LANGUAGES: ReadonlyMap<string, LazyModule<{ words: TemplateWords }>> = new Map([
  ['ar', load(() => import('./templates/ar.js'))],
  ['de', load(() => import('./templates/de.js'))],
  ['es', load(() => import('./templates/es.js'))],
  ['fr', load(() => import('./templates/fr.js'))],
  ['hi', load(() => import('./templates/hi.js'))],
  ['ja', load(() => import('./templates/ja.js'))],
  ['pt', load(() => import('./templates/pt.js'))],
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
