import { Component, createRef, Fragment, h, render } from 'preact';

/**
 * Beside the script tag, what loads later is bundled apart. It must not bring a second Preact, whose components would not
 * live in the tree of the first: tools/support/lazy-chunks.mjs leads its imports of Preact to what lies here. A symbol, for
 * the script leaves no name behind but its own.
 */
export function sharePreact(): void {
  Reflect.set(globalThis, Symbol.for('xo-rtm.preact'), { Component, createRef, Fragment, h, render });
}
