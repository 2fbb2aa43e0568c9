import { describe, expect, it } from 'vitest';
import { frameAddress } from '../../../../src/widget/templates/embeds/frame-address.js';

const SHOP = { origin: 'https://shop.example', protocol: 'https:' };

describe('frameAddress', () => {
  it('takes a page of another origin', () => {
    expect(frameAddress('https://forms.example/a?b', SHOP)).toEqual({
      href: 'https://forms.example/a?b',
      origin: 'https://forms.example',
      fitsFrame: true,
    });
  });

  it('leaves a page of the own origin to a tab: the sandbox would not hold it', () => {
    expect(frameAddress('https://shop.example/form', SHOP)?.fitsFrame).toBe(false);
  });

  it('leaves a page without encryption to a tab, where the page around has it', () => {
    expect(frameAddress('http://forms.example', SHOP)?.fitsFrame).toBe(false);
    expect(frameAddress('http://forms.example', { origin: 'http://shop.example', protocol: 'http:' })?.fitsFrame).toBe(
      true,
    );
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://shop.example/x',
    'mailto:a@b.example',
    '',
    undefined,
    {},
  ])('opens nothing at %j', (link) => {
    expect(frameAddress(link, SHOP)).toBeUndefined();
  });
});
