import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { executingScript, partsAddress, remedyFor } from '../../../src/widget/loader/script-address.js';

afterEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

describe('executingScript', () => {
  let running: Element | null = null;
  let before: PropertyDescriptor | undefined;

  beforeEach(() => {
    before = Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript');
    Object.defineProperty(Document.prototype, 'currentScript', { configurable: true, get: () => running });
  });
  afterEach(() => {
    Reflect.deleteProperty(document, 'currentScript');
    if (before) Object.defineProperty(Document.prototype, 'currentScript', before);
    else Reflect.deleteProperty(Document.prototype, 'currentScript');
  });

  it('returns the script, even if an element of the page hides the property of the document', () => {
    running = document.createElement('script');
    const bait = document.createElement('img');
    Object.defineProperty(document, 'currentScript', { configurable: true, value: bait });
    expect(document.currentScript).toBe(bait);
    expect(executingScript()).toBe(running);
  });

  it('returns nothing in a module', () => {
    running = null;
    expect(executingScript()).toBeNull();
  });
});

describe('partsAddress', () => {
  beforeEach(() => vi.stubGlobal('location', new URL('https://shop.example/basket/pay?step=2')));

  it.each([
    ['https://cdn.example/rtm/', 'https://cdn.example/rtm/xo-chat/'],
    ['https://cdn.example/rtm', 'https://cdn.example/rtm/xo-chat/'],
    ['https://cdn.example/rtm?v=3#x', 'https://cdn.example/rtm/xo-chat/'],
    ['//cdn.example', 'https://cdn.example/xo-chat/'],
    ['/rtm/', 'https://shop.example/rtm/xo-chat/'],
    ['rtm', 'https://shop.example/basket/rtm/xo-chat/'],
    ['capacitor://localhost/rtm', 'capacitor://localhost/rtm/xo-chat/'],
  ])('uses the base %s, whatever the script is', (base, address) => {
    expect(partsAddress('xo-chat/', base, '/elsewhere/all.js')).toBe(address);
    expect(partsAddress('xo-chat/', base)).toBe(address);
  });

  it.each(['https://', 'data:text/javascript,x', 'javascript:0', 'blob:https://shop.example/1'])(
    'returns undefined for the base %s',
    (base) => expect(partsAddress('xo-chat/', base, '/xo-chat.js')).toBeUndefined(),
  );

  it.each([
    ['https://cdn.example/rtm/xo-chat.js?v=3', 'https://cdn.example/rtm/xo-chat/'],
    [' HTTPS://cdn.example/xo-chat.js', 'https://cdn.example/xo-chat/'],
    ['//cdn.example/xo-chat.js', 'https://cdn.example/xo-chat/'],
    ['\\\\cdn.example/xo-chat.js', 'https://cdn.example/xo-chat/'],
  ])('uses a src with a host: %s', (src, address) => {
    expect(partsAddress('xo-chat/', undefined, src)).toBe(address);
  });

  it.each(['/rtm/xo-chat.js', 'xo-chat.js', '../xo-chat.js?v=1', './a:b/xo-chat.js', ' xo-chat.js'])(
    'leaves a src that names no host to the browser, and asks no <base>: %s',
    (src) => {
      document.head.innerHTML = '<base href="https://evil.example/">';
      expect(partsAddress('xo-chat/', undefined, src)).toBe('./xo-chat/');
    },
  );

  it.each([undefined, null, '', ' '])('returns undefined for a script with the src %j', (src) => {
    document.head.innerHTML = '<base href="https://evil.example/">';
    expect(partsAddress('xo-chat/', '', src)).toBeUndefined();
  });

  it('returns undefined for a blob, and for a relative base if the page has no address', () => {
    expect(partsAddress('xo-chat/', undefined, 'blob:https://shop.example/1')).toBeUndefined();
    vi.stubGlobal('location', new URL('about:srcdoc'));
    expect(partsAddress('xo-chat/', '/rtm/')).toBeUndefined();
    expect(partsAddress('xo-chat/', 'https://cdn.example/')).toBe('https://cdn.example/xo-chat/');
  });
});

describe('remedyFor', () => {
  beforeEach(() => vi.stubGlobal('origin', 'https://shop.example'));

  it.each([
    ['./xo-chat/', 'Serve xo-chat/ beside xo-chat.js, or where data-base says.'],
    ['https://shop.example/rtm/xo-chat/', 'Serve https://shop.example/rtm/xo-chat/.'],
    [
      'https://cdn.example/xo-chat/',
      'Serve https://cdn.example/xo-chat/, with the header Access-Control-Allow-Origin: https://shop.example.',
    ],
  ])('tells for %s what to serve', (address, sentence) => {
    expect(remedyFor('xo-chat.js', 'xo-chat/', address)).toBe(sentence);
  });

  it('names the header in a sandboxed frame, whose origin is opaque', () => {
    vi.stubGlobal('origin', 'null');
    expect(remedyFor('xo-chat.js', 'xo-chat/', './xo-chat/')).toContain('Access-Control-Allow-Origin: null.');
  });
});
