import { describe, expect, it } from 'vitest';
import { limitCombiningMarks } from '../../src/lib/limit-combining-marks.js';

describe('limitCombiningMarks', () => {
  it.each([
    ['Vietnamese', 'Tiếng Việt có dấu: ế'.normalize('NFD')],
    ['Hindi', 'क्षत्रिय स्त्रियाँ र्द्ध्र्य'],
    ['Arabic', 'اَلسَّلَامُ عَلَيْكُمْ'],
    ['Hebrew with accents', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
    ['Thai', 'ที่นี่ น้ำ เปี๊ยะ'],
    ['Tibetan', 'བསྒྲུབས་ཧཱུྃ'],
    ['families, flags, keycaps and hearts', '👩🏽‍👩🏿‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇩🇪 3️⃣ ❤️‍🔥'],
    ['twelve marks', `a${'\u0301'.repeat(12)}`],
  ])('does not change %s', (_, text) => {
    expect(limitCombiningMarks(text)).toBe(text);
  });

  it.each([
    ['accents', '\u0301'],
    ['accents with joiners between them', '\u0301\u034f\u200d'],
    ['enclosing marks', '\u0488'],
    ['tags', '\u{e0061}'],
    ['changes of direction', '\u202e'],
  ])('keeps twelve of a stack of %s', (_, stack) => {
    const marks = [...stack.repeat(20_000)];
    expect(limitCombiningMarks(`say a${marks.join('')} and b`)).toBe(`say a${marks.slice(0, 12).join('')} and b`);
  });

  it('returns a prefix of the result for a prefix of the text', () => {
    const text = `a${'\u0301'.repeat(40)}b${'\u0301'.repeat(40)}`;
    for (let end = 0; end <= text.length; end++)
      expect(limitCombiningMarks(text).startsWith(limitCombiningMarks(text.slice(0, end)))).toBe(true);
  });
});
