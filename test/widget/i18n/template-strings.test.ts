import { describe, expect, it } from 'vitest';
import { loadTemplateStrings, templateStrings } from '../../../src/widget/i18n/load-template-strings.js';
import { strings as en } from '../../../src/widget/i18n/locales/en/templates.js';
import type { TemplateStrings } from '../../../src/widget/i18n/template-strings.js';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'hi', 'ja', 'pt'] as const;

/** Each word as it is said; functions with the same things for all languages. */
function said(words: TemplateStrings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => {
      const say: unknown = word;
      return [
        name,
        typeof say === 'function' ? String((say as (...given: unknown[]) => unknown)(7, 9, 11)) : String(say),
      ];
    }),
  );
}

describe('the words of templates', () => {
  it('are English at once, and for a language that there are none of', async () => {
    expect(templateStrings('en')).toBe(en);
    expect(templateStrings('xx')).toBe(en);
    expect(templateStrings('constructor')).toBe(en);
    expect(await loadTemplateStrings('xx')).toBe(en);
  });

  it.each(LANGUAGES)('are all there in %s, and at once the second time', async (language) => {
    expect(templateStrings(language)).toBeUndefined();
    const words = await loadTemplateStrings(language);
    expect(templateStrings(language)).toBe(words);
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    const [english, other] = [said(en), said(words)];
    for (const [name, word] of Object.entries(other)) {
      expect(word.trim(), name).not.toBe('');
      expect(word, name).not.toMatch(/[{}#]|undefined|\[object/);
    }
    // Few are the same by chance: Sources, Minute.
    const same = Object.keys(other).filter((name) => other[name] === english[name]);
    expect(same.length, same.join()).toBeLessThanOrEqual(5);
  });
});
