import { h, options, render, type VNode } from 'preact';
import { bareObject } from '../../lib/json.js';

let isGuarded = false;

/**
 * Makes Preact ignore properties that the page has added to `Object.prototype`. Preact walks over props with `for …
 * in`, and reads `children`, `ref` and raw HTML from objects that may not have them. Removes the prototype of props,
 * and of the empty object that every root gets as its context and Preact reads as "no previous vnode".
 */
export function guardPreact(): void {
  if (isGuarded) return;
  isGuarded = true;
  bareObject(options);
  options.vnode = (vnode: VNode) => {
    const props = vnode.props as object | string | undefined;
    if (typeof props !== 'object') return;
    // `h()` copies inherited properties, and takes `key` and `ref` from them. On a page that has added none, this loop
    // does not run.
    const inherited = Object.prototype as Record<string, unknown>;
    for (const name in inherited) {
      if ((props as typeof inherited)[name] === inherited[name]) delete (props as typeof inherited)[name];
      if (vnode.ref === inherited[name]) vnode.ref = null;
      if (vnode.key === inherited[name]) vnode.key = undefined;
    }
    bareObject(props);
  };
  const Root = (_props: object, context: object) => {
    bareObject(context);
    return null;
  };
  render(h(Root, null), document.createElement('i'));
}
