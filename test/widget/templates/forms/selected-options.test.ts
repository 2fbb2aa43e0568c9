import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectedOptions } from '../../../../src/widget/templates/forms/selected-options.js';

const CHOICES = [
  { title: 'Small, 9 cm', value: 'pot_9' },
  { title: 'Small', value: 'pot_0' },
  { title: 'Large, 21 cm', value: 'pot_21' },
];
const titles = (answer: string | undefined) => [...selectedOptions(answer, CHOICES)].map(({ title }) => title);

describe('selectedOptions', () => {
  it('finds titles, including titles with commas', () => {
    expect(titles('Small, 9 cm')).toEqual(['Small, 9 cm']);
    expect(titles('Small')).toEqual(['Small']);
    expect(titles('Large, 21 cm,Small, 9 cm')).toEqual(['Large, 21 cm', 'Small, 9 cm']);
    expect(titles('Large, 21 cm, Small')).toEqual(['Large, 21 cm', 'Small']);
  });

  it('finds values, which the history may hold instead', () => {
    expect(titles('pot_21,pot_0')).toEqual(['Large, 21 cm', 'Small']);
  });

  it('finds nothing in an unrelated answer', () => {
    for (const answer of [undefined, '', 'Small pots, please', 'Small,', 'Tiny'])
      expect(titles(answer).length).toBeLessThan(2);
    expect(titles('Small pots, please')).toEqual([]);
    expect(titles('Small,Tiny')).toEqual([]);
  });

  it('finds the titles that were joined', () => {
    const title = fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => text.trim() === text && !/^,|,$/.test(text));
    fc.assert(
      fc.property(fc.uniqueArray(title, { minLength: 1, maxLength: 5 }), fc.nat(31), (names, mask) => {
        const choices = names.map((name) => ({ title: name.replaceAll(',', ';'), value: name }));
        fc.pre(new Set(choices.map((choice) => choice.title)).size === choices.length);
        const picked = choices.filter((_, index) => mask & (1 << index));
        const found = selectedOptions(picked.map((choice) => choice.title).join(), choices);
        expect(found).toEqual(new Set(picked));
      }),
    );
  });
});
