import { describe, expect, it } from 'vitest';
import { linkify } from '../../../src/widget/lib/linkify.js';

const links = (text: string) => linkify(text).filter((part) => typeof part !== 'string');

describe('linkify', () => {
  it('returns a text without addresses in one piece', () => {
    expect(linkify('plain <b>words</b>\nand more')).toEqual(['plain <b>words</b>\nand more']);
    expect(linkify('')).toEqual([]);
  });

  it('finds addresses between words', () => {
    expect(linkify('see https://a.example/x and www.b.example, or tel:+491')).toEqual([
      'see ',
      { text: 'https://a.example/x', href: 'https://a.example/x' },
      ' and ',
      { text: 'www.b.example', href: 'https://www.b.example/' },
      ', or ',
      { text: 'tel:+491', href: 'tel:+491' },
    ]);
  });

  it.each([
    ['Look at https://a.example/x.', 'https://a.example/x'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/wiki/Kore_(band)', 'https://a.example/wiki/Kore_(band)'],
    ['*https://a.example/x*', 'https://a.example/x'],
    ['https://a.example/x?!', 'https://a.example/x'],
    ['"https://a.example/x"', 'https://a.example/x'],
  ])('finds the end of the address in %j', (text, address) => {
    expect(links(text)).toMatchObject([{ text: address }]);
  });

  it('does not link an address with a user name, which reads like another host', () => {
    expect(links('https://www.bank.example@evil.test/ www.bank.example@evil.test https://u:p@a.example')).toEqual([]);
  });

  it('does not link a script', () => {
    expect(links('javascript:alert(1) data:text/html,x https:// http://%')).toEqual([]);
  });
});
