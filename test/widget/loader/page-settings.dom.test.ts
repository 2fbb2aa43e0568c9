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
  it('takes what the page has written ahead of the script', () => {
    set({ base: '/rtm/', allow: ['https://platform.example'] });
    expect(readPageSettings()).toEqual({ base: '/rtm/', allow: ['https://platform.example'] });
  });

  it('takes nothing where there is nothing', () => {
    expect(readPageSettings()).toEqual(NOTHING);
    for (const value of [undefined, null, 'https://evil.example', 5, () => {}]) {
      set(value);
      expect(readPageSettings()).toEqual(NOTHING);
    }
  });

  it('takes no element, although `window.XoChat ||= {}` makes one the own property of the window', () => {
    set(Object.assign(element('<a href="https://evil.example/"></a>'), { base: '/written-by-script/' }));
    expect(readPageSettings()).toEqual(NOTHING);
    set(element('<form><input name="base"></form>'));
    expect(readPageSettings()).toEqual(NOTHING);
    set(document.getElementsByTagName('a'));
    expect(readPageSettings()).toEqual(NOTHING);
  });

  it('takes no window, also not the one of a frame from elsewhere, which throws when it is asked', () => {
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

  it('takes a base that is a primitive string, and no other', () => {
    for (const base of [element('<a href="https://evil.example/"></a>'), new String('https://evil.example/'), 5, {}]) {
      set({ base });
      expect(readPageSettings()).toEqual(NOTHING);
    }
  });

  it('takes nothing that the object has not itself', () => {
    Reflect.set(Object.prototype, 'base', 'https://evil.example/');
    try {
      set({});
      expect(readPageSettings()).toEqual(NOTHING);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'base');
    }
  });

  it('does not take the function allow() of a script that has run before for platforms', () => {
    set({ allow() {}, base: undefined });
    expect(readPageSettings()).toEqual(NOTHING);
  });

  it('does not take what is inherited by the window, as an element with the name is', () => {
    const { prototype } = Window;
    Object.defineProperty(prototype, 'XoChat', { configurable: true, value: { base: 'https://evil.example/' } });
    try {
      expect(readPageSettings()).toEqual(NOTHING);
    } finally {
      Reflect.deleteProperty(prototype, 'XoChat');
    }
  });
});
