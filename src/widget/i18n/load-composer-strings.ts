import type { ComposerStrings } from './composer-strings.js';
import { strings as en } from './locales/en/composer.js';

const from = async (module: Promise<{ strings: ComposerStrings }>) => (await module).strings;

/** Each language is a chunk of its own. */
const LOADERS: Readonly<Record<string, () => Promise<ComposerStrings>>> = {
  ar: () => from(import('./locales/ar/composer.js')),
  de: () => from(import('./locales/de/composer.js')),
  en: async () => en,
  es: () => from(import('./locales/es/composer.js')),
  fr: () => from(import('./locales/fr/composer.js')),
  hi: () => from(import('./locales/hi/composer.js')),
  ja: () => from(import('./locales/ja/composer.js')),
  pt: () => from(import('./locales/pt/composer.js')),
};

export const englishComposerStrings = en;

/** Returns undefined for an unsupported language. */
export function loadComposerStrings(language: string): Promise<ComposerStrings> | undefined {
  return Object.hasOwn(LOADERS, language) ? LOADERS[language]!() : undefined;
}
