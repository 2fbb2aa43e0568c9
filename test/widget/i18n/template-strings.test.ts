import { describe, expect, it } from 'vitest';
import { loadTemplateStrings, templateStrings } from '../../../src/widget/i18n/load-template-strings.js';
import { strings as en } from '../../../src/widget/i18n/locales/en/templates.js';
import type { TemplateStrings } from '../../../src/widget/i18n/template-strings.js';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'hi', 'ja', 'pt'] as const;

/** Each string of the templates; functions are called with the same values for all languages. */
function evaluate(strings: TemplateStrings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(strings).map(([name, word]) => {
      const say: unknown = word;
      return [
        name,
        typeof say === 'function' ? String((say as (...given: unknown[]) => unknown)(7, 9, 11)) : String(say),
      ];
    }),
  );
}

describe('template strings', () => {
  it('are available at once in English, also for an unsupported language', async () => {
    expect(templateStrings('en')).toBe(en);
    expect(templateStrings('xx')).toBe(en);
    expect(templateStrings('constructor')).toBe(en);
    expect(await loadTemplateStrings('xx')).toBe(en);
  });

  it.each(LANGUAGES)('are all there in %s, and at once the second time', async (language) => {
    expect(templateStrings(language)).toBeUndefined();
    const strings = await loadTemplateStrings(language);
    expect(templateStrings(language)).toBe(strings);
    expect(Object.keys(strings).sort()).toEqual(Object.keys(en).sort());
    const [english, other] = [evaluate(en), evaluate(strings)];
    for (const [name, word] of Object.entries(other)) {
      expect(word.trim(), name).not.toBe('');
      expect(word, name).not.toMatch(/[{}#]|undefined|\[object/);
    }
    // A few are the same by chance: Sources, Minute.
    const same = Object.keys(other).filter((name) => other[name] === english[name]);
    expect(same.length, same.join()).toBeLessThanOrEqual(5);
  });
});
