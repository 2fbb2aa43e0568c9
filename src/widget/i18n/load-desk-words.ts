import { words as en } from './desk/en.js';
import type { DeskWords } from './desk-words.js';

const from = async (module: Promise<{ words: DeskWords }>) => (await module).words;

/** Each a chunk of its own, which only those load who need it. */
const LOADERS: Readonly<Record<string, () => Promise<DeskWords>>> = {
  ar: () => from(import('./desk/ar.js')),
  de: () => from(import('./desk/de.js')),
  en: async () => en,
  es: () => from(import('./desk/es.js')),
  fr: () => from(import('./desk/fr.js')),
  hi: () => from(import('./desk/hi.js')),
  ja: () => from(import('./desk/ja.js')),
  pt: () => from(import('./desk/pt.js')),
};

export const englishDeskWords = en;

/** Undefined for a language that there are no words of. */
export function loadDeskWords(language: string): Promise<DeskWords> | undefined {
  return Object.hasOwn(LOADERS, language) ? LOADERS[language]!() : undefined;
}
