import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Catalogue } from '../../../src/widget/i18n/catalogue.js';
import { catalogueOf, registerCatalogue } from '../../../src/widget/i18n/catalogues.js';
import { en } from '../../../src/widget/i18n/locales/en/core.js';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'hi', 'ja', 'pt'] as const;

afterEach(() => {
  for (const language of ['en', 'it', 'fr']) registerCatalogue({ language });
});

/** Each string of a catalogue; functions are called with a count, or with an author and a text. */
function evaluate(strings: Catalogue): Record<string, string> {
  return Object.fromEntries(
    Object.entries(strings).map(([name, word]) => [
      name,
      typeof word === 'string' ? word : name === 'says' || name === 'typing' ? word('ADA', 'TEXT') : word(7),
    ]),
  );
}

describe('catalogueOf', () => {
  it('returns English synchronously, whatever the region or spelling', () => {
    expect(catalogueOf()).toEqual(en);
    expect(catalogueOf('en-GB')).toEqual(en);
    expect(catalogueOf('EN_us')).toEqual(en);
  });

  it.each(['xx', 'constructor', 'toString', '', '-'])(
    'falls back to English for the unsupported language %j',
    async (locale) => {
      expect(await catalogueOf(locale)).toEqual(en);
    },
  );

  it.each(LANGUAGES)('has every word in %s, and none of them in English', async (language) => {
    const strings = await catalogueOf(language);
    expect(strings.language).toBe(language);
    expect(Object.keys(strings)).toEqual(Object.keys(en));
    const english = evaluate(en);
    const other = evaluate(strings);
    for (const [name, word] of Object.entries(other)) {
      expect(word.trim(), name).not.toBe('');
      expect(word, name).not.toMatch(/[{}#]|undefined/);
    }
    // A few are the same by chance: Chat, Online, Code, Conversation, Image.
    expect(Object.keys(other).filter((name) => other[name] === english[name]).length).toBeLessThanOrEqual(4);
    expect(other.says).toMatch(/ADA.*TEXT/);
    expect(other.typing).toContain('ADA');
  });

  it('returns a loaded catalogue synchronously', async () => {
    const first = await catalogueOf('de-AT');
    expect(catalogueOf('de')).toEqual(first);
  });

  it('formats counts with the plural forms and digits of the language', async () => {
    const ar = await catalogueOf('ar');
    expect([1, 2, 5, 11].map((count) => ar.newMessages(count))).toEqual([
      'رسالة جديدة واحدة',
      'رسالتان جديدتان',
      `${new Intl.NumberFormat('ar').format(5)} رسائل جديدة`,
      `${new Intl.NumberFormat('ar').format(11)} رسالة جديدة`,
    ]);
    const de = await catalogueOf('de');
    expect([de.unread(1), de.unread(1200)]).toEqual(['1 ungelesene Nachricht', '1.200 ungelesene Nachrichten']);
    expect((await catalogueOf('fr')).newMessages(0)).toBe('0 nouveau message');
  });
});

describe('registerCatalogue', () => {
  it('replaces single strings', async () => {
    registerCatalogue({ language: 'en', openChat: 'Ask us' });
    registerCatalogue({ language: 'fr', openChat: 'Posez-nous une question' });
    expect(await catalogueOf('en-US')).toEqual({ ...en, openChat: 'Ask us' });
    expect(await catalogueOf('fr')).toMatchObject({ openChat: 'Posez-nous une question', send: 'Envoyer' });
  });

  it('adds a language, with English for missing strings', async () => {
    registerCatalogue({ language: 'it', send: 'Invia' });
    expect(await catalogueOf('it-CH')).toEqual({ ...en, language: 'it', send: 'Invia' });
  });

  it('prefers the last registration', async () => {
    registerCatalogue({ language: 'it', send: 'Manda' });
    registerCatalogue({ language: 'it', send: 'Invia' });
    expect(await catalogueOf('it')).toMatchObject({ send: 'Invia' });
  });
});

it('falls back to English with a warning if a language cannot be loaded', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.resetModules();
  vi.doMock('../../../src/widget/i18n/locales/ja/core.js', () => {
    throw new Error('offline');
  });
  const fresh = await import('../../../src/widget/i18n/catalogues.js');
  expect(await fresh.catalogueOf('ja')).toMatchObject({ language: 'en' });
  expect(warn.mock.calls[0]?.[0]).toContain('unable to load the strings of ja');
  vi.doUnmock('../../../src/widget/i18n/locales/ja/core.js');
  expect(await fresh.catalogueOf('ja')).toMatchObject({ language: 'ja' });
  warn.mockRestore();
});
