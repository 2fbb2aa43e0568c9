import { describe, expect, it } from 'vitest';
import { toPlainText, withoutMarks } from '../../../src/widget/a11y/plain-text.js';

describe('toPlainText', () => {
  it.each([
    ['**Your order** is *on its way*.', 'Your order is on its way.'],
    ['See [the status](https://example.com/a_b) of `4711`', 'See the status of 4711'],
    ['# Prices\n\n- Lamp\n- Bulbs\n\nAll in euros.', 'Prices. Lamp. Bulbs. All in euros.'],
    ['| Item | Price |\n|---|---|\n| Lamp | 39 € |', 'Item, Price. Lamp, 39 €'],
    ['Run:\n```js\nlet a = 1;\n```', 'Run: let a = 1;'],
    ['![A parcel](https://example.com/a.png) here', 'A parcel here'],
    ['<b>Bold</b> &amp; <i>thin</i>', 'Bold & thin'],
    ['1 * 2 * 3 < 4', '1 * 2 * 3 < 4'],
  ])('converts %j', (text, words) => {
    expect(toPlainText(text, 'en')).toBe(words);
  });
});

describe('withoutMarks', () => {
  it.each([
    ['**Your order is on its way.', 'Your order is on its way.'],
    ['```js\nlet a = 1;', '\nlet a = 1;'],
    ['| Lamp | 39 € |', 'Lamp, 39 €'],
    ['|---|---:|', ''],
    ['plain words, 2 * 3', 'plain words, 2 * 3'],
  ])('removes the markup of %j', (piece, words) => {
    expect(withoutMarks(piece)).toBe(words);
  });
});
