import { h, options, render, type VNode } from 'preact';
import { bareObject } from '../lib/json.js';

let isGuarded = false;

/**
 * Keeps what a page has added to `Object.prototype` out of what Preact draws. It walks over props with `for … in`, and reads
 * `dangerouslySetInnerHTML`, `children`, `key` and `ref` of objects that need not have them. Props have no prototype any more,
 * nor has the object that stands for "nothing was drawn before", which a root gets as its context.
 */
export function guardPreact(): void {
  if (isGuarded) return;
  isGuarded = true;
  bareObject(options);
  options.vnode = (vnode: VNode) => {
    const props = vnode.props as object | string | undefined;
    if (typeof props !== 'object') return;
    // `h()` has copied what was inherited: on a page that has added nothing, this loop has no turns.
    for (const name in Object.prototype) {
      const foreign = Reflect.get(Object.prototype, name);
      if (Reflect.get(props, name) === foreign) Reflect.deleteProperty(props, name);
      if ((name === 'key' || name === 'ref') && vnode[name] === foreign) Reflect.set(vnode, name, undefined);
    }
    bareObject(props);
  };
  const Root = (_props: object, context: object) => {
    bareObject(context);
    return null;
  };
  render(h(Root, null), document.createElement('i'));
}
