import { describe, expect, it } from 'vitest';
import { frameAddress } from '../../../../src/widget/templates/embeds/frame-address.js';

const SHOP = { origin: 'https://shop.example', protocol: 'https:' };

describe('frameAddress', () => {
  it('allows a page of another origin in a frame', () => {
    expect(frameAddress('https://forms.example/a?b', SHOP)).toEqual({
      href: 'https://forms.example/a?b',
      origin: 'https://forms.example',
      fitsFrame: true,
    });
  });

  it('opens a page of the own origin in a tab, because it could escape the sandbox', () => {
    expect(frameAddress('https://shop.example/form', SHOP)?.fitsFrame).toBe(false);
  });

  it('opens an http: page in a tab if the host page is https:', () => {
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
  ])('is undefined for %j', (link) => {
    expect(frameAddress(link, SHOP)).toBeUndefined();
  });
});
