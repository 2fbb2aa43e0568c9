import { LazyModule } from '../lib/lazy-module.js';
import { strings as en } from './locales/en/templates.js';
import type { TemplateStrings } from './template-strings.js';

const load = (strings: () => Promise<{ strings: TemplateStrings }>) => new LazyModule(strings, 'templates use English');

/** Each language is a chunk of its own. */
const LANGUAGES: ReadonlyMap<string, LazyModule<{ strings: TemplateStrings }>> = new Map([
  ['ar', load(() => import('./locales/ar/templates.js'))],
  ['de', load(() => import('./locales/de/templates.js'))],
  ['es', load(() => import('./locales/es/templates.js'))],
  ['fr', load(() => import('./locales/fr/templates.js'))],
  ['hi', load(() => import('./locales/hi/templates.js'))],
  ['ja', load(() => import('./locales/ja/templates.js'))],
  ['pt', load(() => import('./locales/pt/templates.js'))],
]);

/** Returns the strings of templates: undefined until they have loaded, English for an unsupported language. */
export function templateStrings(language: string): TemplateStrings | undefined {
  const strings = LANGUAGES.get(language);
  return strings ? strings.loaded?.strings : en;
}

/** Loads the strings of templates. Resolves with English if they cannot be loaded. */
export async function loadTemplateStrings(language: string): Promise<TemplateStrings> {
  await LANGUAGES.get(language)?.load();
  return templateStrings(language) ?? en;
}
