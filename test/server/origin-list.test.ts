import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors/index.js';
import { createOriginList } from '../../src/server/origin-list.js';

describe('an origin list', () => {
  it('contains exactly the listed origins', () => {
    const list = createOriginList(['https://shop.example', 'http://localhost:3000', 'capacitor://localhost']);
    for (const listed of ['https://shop.example', 'http://localhost:3000', 'capacitor://localhost']) {
      expect(list.has(listed)).toBe(true);
    }
    for (const other of [
      'http://shop.example',
      'https://shop.example:8443',
      'https://shop.example.evil.example',
      'https://evil-shop.example',
      'https://sub.shop.example',
      'http://localhost',
      'null',
      '',
      'https://SHOP.example',
    ]) {
      expect(list.has(other), other).toBe(false);
    }
  });

  it('may be empty, so that no page gets a JWT', () => {
    expect(createOriginList([]).has('https://shop.example')).toBe(false);
  });

  it('does not change when the caller’s list does', () => {
    const given = ['https://shop.example'];
    const list = createOriginList(given);
    given.push('https://evil.example');
    expect(list.has('https://evil.example')).toBe(false);
  });

  it.each([
    ['*', /wildcard/],
    ['https://*.shop.example', /wildcard/],
    ['null', /"null"/],
    ['https://shop.example/', /"https:\/\/shop.example\/"/],
    ['https://shop.example/chat', /no origin|shop.example/],
    ['https://Shop.example', /Shop/],
    ['https://shop.example:443', /:443/],
    ['shop.example', /no origin/],
    ['', /no origin/],
    [7, /not a text/],
  ])('refuses %j, which no browser sends or nobody should trust', (origin, message) => {
    expect(() => createOriginList([origin as string])).toThrow(ConfigError);
    expect(() => createOriginList([origin as string])).toThrow(message);
  });

  it('rejects a value that is not a list', () => {
    expect(() => createOriginList('https://shop.example' as never)).toThrow(/must be a list/);
  });

  it('shows how a browser writes the origin', () => {
    const refused = expect.objectContaining({ hint: 'Browsers write it as "https://shop.example".' });
    expect(() => createOriginList(['https://shop.example/'])).toThrow(refused);
  });
});
