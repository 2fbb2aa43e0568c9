import { describe, expect, it } from 'vitest';
import type { ComposerStrings } from '../../../src/widget/i18n/composer-strings.js';
import { loadComposerStrings } from '../../../src/widget/i18n/load-composer-strings.js';
import { strings as en } from '../../../src/widget/i18n/locales/en/composer.js';

const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt'];

/** Evaluates a string; functions are called with values that can be found in the result. */
function evaluate(strings: ComposerStrings, key: keyof ComposerStrings): string {
  const word = strings[key];
  if (typeof word === 'string') return word;
  if (typeof word !== 'function') return word.join(' ');
  const value = key === 'tooManyFiles' || key === 'charactersLeft' || key === 'tooLong' ? 7 : 'NAME';
  return (word as (...values: unknown[]) => string)(value, 'LIMIT');
}

describe.each(LANGUAGES)('the strings of what loads later, in %s', (language) => {
  it('are complete, and contain their values', async () => {
    const strings = (await loadComposerStrings(language))!;
    for (const key of Object.keys(en) as (keyof ComposerStrings)[]) {
      const [text, english] = [evaluate(strings, key), evaluate(en, key)];
      expect(text, key).not.toBe('');
      for (const value of ['NAME', 'LIMIT']) expect(text.includes(value), key).toBe(english.includes(value));
      if (typeof en[key] === 'function' && !english.includes('NAME')) expect(text, key).toMatch(/[7٧७]/);
      if (!text.includes('JSON') && key !== 'emoji' && language !== 'en') expect(text, key).not.toBe(english);
    }
  });
});

it('returns undefined for an unsupported language', () => {
  expect(loadComposerStrings('tlh')).toBeUndefined();
  expect(loadComposerStrings('constructor')).toBeUndefined();
});
