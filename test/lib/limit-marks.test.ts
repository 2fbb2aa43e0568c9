import { describe, expect, it } from 'vitest';
import { limitMarks } from '../../src/lib/limit-marks.js';

describe('limitMarks', () => {
  it.each([
    ['Vietnamese', 'Tiếng Việt có dấu: ế'.normalize('NFD')],
    ['Hindi', 'क्षत्रिय स्त्रियाँ र्द्ध्र्य'],
    ['Arabic', 'اَلسَّلَامُ عَلَيْكُمْ'],
    ['Hebrew with accents', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
    ['Thai', 'ที่นี่ น้ำ เปี๊ยะ'],
    ['Tibetan', 'བསྒྲུབས་ཧཱུྃ'],
    ['families, flags, keycaps and hearts', '👩🏽‍👩🏿‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇩🇪 3️⃣ ❤️‍🔥'],
    ['twelve marks', `a${'\u0301'.repeat(12)}`],
  ])('leaves %s as it is', (_, text) => {
    expect(limitMarks(text)).toBe(text);
  });

  it.each([
    ['accents', '\u0301'],
    ['accents with joiners between them', '\u0301\u034f\u200d'],
    ['enclosing marks', '\u0488'],
    ['tags', '\u{e0061}'],
    ['changes of direction', '\u202e'],
  ])('keeps twelve of a pile of %s', (_, pile) => {
    const marks = [...pile.repeat(20_000)];
    expect(limitMarks(`say a${marks.join('')} and b`)).toBe(`say a${marks.slice(0, 12).join('')} and b`);
  });

  it('gives the beginning of a text as it gives the whole', () => {
    const text = `a${'\u0301'.repeat(40)}b${'\u0301'.repeat(40)}`;
    for (let end = 0; end <= text.length; end++)
      expect(limitMarks(text).startsWith(limitMarks(text.slice(0, end)))).toBe(true);
  });
});
