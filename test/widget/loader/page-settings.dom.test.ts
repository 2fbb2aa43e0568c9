import { afterEach, describe, expect, it } from 'vitest';
import { readPageSettings } from '../../../src/widget/loader/page-settings.js';

const set = (value: unknown) =>
  Object.defineProperty(globalThis, 'XoChat', { configurable: true, writable: true, value });
const NOTHING = { base: undefined, allow: undefined };

afterEach(() => void Reflect.deleteProperty(globalThis, 'XoChat'));

const element = (html: string): Element => {
  const place = document.createElement('div');
  place.innerHTML = html;
  return place.firstElementChild!;
};

describe('readPageSettings', () => {
  it('reads the settings of the page', () => {
    set({ base: '/rtm/', allow: ['https://platform.example'] });
    expect(readPageSettings()).toEqual({ base: '/rtm/', allow: ['https://platform.example'] });
  });

  it('returns nothing without settings', () => {
    expect(readPageSettings()).toEqual(NOTHING);
    for (const value of [undefined, null, 'https://evil.example', 5, () => {}]) {
      set(value);
      expect(readPageSettings()).toEqual(NOTHING);
    }
  });

  it('ignores an element, although `window.XoChat ||= {}` makes it an own property of the window', () => {
    set(Object.assign(element('<a href="https://evil.example/"></a>'), { base: '/written-by-script/' }));
    expect(readPageSettings()).toEqual(NOTHING);
    set(element('<form><input name="base"></form>'));
    expect(readPageSettings()).toEqual(NOTHING);
    set(document.getElementsByTagName('a'));
    expect(readPageSettings()).toEqual(NOTHING);
  });

  it('ignores a window, even that of a cross-origin frame, which throws on access', () => {
    set(window);
    expect(readPageSettings()).toEqual(NOTHING);
    set(
      new Proxy(Object.create(null), {
        get() {
          throw new DOMException('Blocked a frame', 'SecurityError');
        },
      }),
    );
    expect(readPageSettings()).toEqual(NOTHING);
  });

  it('accepts only a primitive string as base', () => {
    for (const base of [element('<a href="https://evil.example/"></a>'), new String('https://evil.example/'), 5, {}]) {
      set({ base });
      expect(readPageSettings()).toEqual(NOTHING);
    }
  });

  it('ignores inherited properties of the object', () => {
    Reflect.set(Object.prototype, 'base', 'https://evil.example/');
    try {
      set({});
      expect(readPageSettings()).toEqual(NOTHING);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'base');
    }
  });

  it('ignores the function allow() of a script that has run before', () => {
    set({ allow() {}, base: undefined });
    expect(readPageSettings()).toEqual(NOTHING);
  });

  it('ignores what the window inherits, as an element with that name', () => {
    const { prototype } = Window;
    Object.defineProperty(prototype, 'XoChat', { configurable: true, value: { base: 'https://evil.example/' } });
    try {
      expect(readPageSettings()).toEqual(NOTHING);
    } finally {
      Reflect.deleteProperty(prototype, 'XoChat');
    }
  });
});
