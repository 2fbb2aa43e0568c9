import { h, options, render, type VNode } from 'preact';
import { bareObject } from '../../lib/json.js';

let isGuarded = false;

/**
 * Keeps what a page has added to `Object.prototype` out of what Preact draws. It walks over props with `for … in`, and reads
 * `children`, `ref` and HTML of objects that need not have them. Props have no prototype any more, nor has the object that stands
 * for "nothing was drawn before", which a root gets as its context.
 */
export function guardPreact(): void {
  if (isGuarded) return;
  isGuarded = true;
  bareObject(options);
  options.vnode = (vnode: VNode) => {
    const props = vnode.props as object | string | undefined;
    if (typeof props !== 'object') return;
    // `h()` copies what is inherited, and takes a key and a ref from it. On a page that has added nothing, this loop has no turns.
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
