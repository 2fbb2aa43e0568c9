import { Component, createRef, Fragment, h, render } from 'preact';

/**
 * Shares the script tag's Preact with the chunks that it loads later, which are bundled separately. With a second copy
 * of Preact their components could not be part of the first copy's tree; tools/support/lazy-chunks.mjs redirects their
 * imports of Preact to this object. The key is a symbol, because the script adds only one name to the page.
 */
export function sharePreact(): void {
  Reflect.set(globalThis, Symbol.for('xo-rtm.preact'), { Component, createRef, Fragment, h, render });
}
