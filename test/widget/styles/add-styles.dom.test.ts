import { afterEach, describe, expect, it, vi } from 'vitest';
import { addStyles, addStylesAround, setStyleNonce } from '../../../src/widget/styles/add-styles.js';
import { adoptStyles } from '../../../src/widget/styles/adopt-styles.js';

const shadowRoot = () => document.createElement('div').attachShadow({ mode: 'open' });
const stylesIn = (root: ShadowRoot) => [...root.querySelectorAll('style')].map(({ textContent }) => textContent);

afterEach(() => void vi.unstubAllGlobals());

describe('with constructed sheets', () => {
  it('adds one sheet per text, and no element', () => {
    const [root, other] = [shadowRoot(), shadowRoot()];
    for (const styles of ['a{}', 'b{}', 'a{}']) addStyles(root, styles);
    addStyles(other, 'a{}');
    expect([root.adoptedStyleSheets.length, stylesIn(root)]).toEqual([2, []]);
    expect(other.adoptedStyleSheets[0]).toBe(root.adoptedStyleSheets[0]);
  });

  it('replaces the styles of a launcher by those of the window', () => {
    const root = shadowRoot();
    addStyles(root, '.launcher{}');
    adoptStyles(root);
    expect(root.adoptedStyleSheets).toHaveLength(1);
  });
});

// Safari before 16.4 has neither the constructor nor the list, jsdom has a constructor without replaceSync().
describe.each([
  ['no constructor', undefined],
  [
    'an illegal constructor',
    () => {
      throw new TypeError('Illegal constructor');
    },
  ],
  ['a constructor that makes unusable sheets', class {}],
])('with %s', (_, Sheet) => {
  it('adds one style element per text and root, with the nonce of the page', () => {
    vi.stubGlobal('CSSStyleSheet', Sheet);
    const root = shadowRoot();
    setStyleNonce('page-nonce');
    // An empty one does not replace it: a script without a nonce may be loaded as well.
    setStyleNonce('');
    const element = root.appendChild(document.createElement('p'));
    for (const styles of ['fallback a{}', 'fallback b{}', 'fallback a{}']) addStylesAround(element, styles);
    expect(stylesIn(root)).toEqual(['fallback a{}', 'fallback b{}']);
    expect([...root.querySelectorAll('style')].map(({ nonce }) => nonce)).toEqual(['page-nonce', 'page-nonce']);
  });

  it('replaces the styles of a launcher by those of the window', () => {
    vi.stubGlobal('CSSStyleSheet', Sheet);
    const root = shadowRoot();
    addStyles(root, '.fallback-launcher{}');
    // The window's sheet may be cached from the tests above.
    Object.defineProperty(root, 'adoptedStyleSheets', { value: undefined });
    adoptStyles(root);
    expect(stylesIn(root)).toHaveLength(1);
    expect(stylesIn(root)[0]).not.toContain('fallback-launcher');
  });
});
