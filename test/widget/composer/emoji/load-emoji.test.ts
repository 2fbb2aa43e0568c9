import { describe, expect, it } from 'vitest';
import { findEmoji, loadEmoji } from '../../../../src/widget/composer/emoji/load-emoji.js';

const find = async (language: string, query: string) =>
  findEmoji(await loadEmoji(language), query, 5).map(({ char }) => char);

describe.each(['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt'])('emoji in %s', (language) => {
  it('all have a name, in nine groups', async () => {
    const groups = await loadEmoji(language);
    expect(groups).toHaveLength(9);
    const all = groups.flatMap(({ emoji }) => emoji);
    expect(all.length).toBeGreaterThan(1800);
    expect(all.filter(({ label }) => label.trim() === '')).toEqual([]);
    expect(new Set(all.map(({ char }) => char)).size).toBe(all.length);
  });
});

describe('the search', () => {
  it.each([
    ['en', 'thumbs', '👍'],
    ['en', 'thumb up', '👍'],
    ['en', 'ger', '🇩🇪'],
    ['de', 'daumen', '👍'],
    ['de', 'Deutschl', '🇩🇪'],
    ['fr', 'pouce', '👍'],
    ['ja', 'ハート', '❤️'],
    ['ar', 'قلب', '❤️'],
  ])('in %s finds with “%s” %s', async (language, query, char) => {
    const groups = await loadEmoji(language);
    expect(findEmoji(groups, query, 50).map((each) => each.char)).toContain(char);
  });

  it('ranks an exact name first', async () => {
    expect((await find('en', 'fire'))[0]).toBe('🔥');
  });

  it('returns nothing without a match, and at most the requested number', async () => {
    expect(await find('en', 'xyzzy')).toEqual([]);
    expect(await find('en', 'a')).toHaveLength(5);
  });

  it('falls back to English for an unknown language', async () => {
    expect((await loadEmoji('tlh'))[0]!.emoji[0]!.label).toBe('grinning face');
  });
});
