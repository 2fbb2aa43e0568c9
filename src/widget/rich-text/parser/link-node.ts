import { linkText } from '../../lib/link-text.js';
import type { RichElement, RichNode } from './rich-node.js';

function textOf(node: RichNode): string {
  if (typeof node === 'string') return node;
  if (node.tag === 'img') return node.alt;
  return node.tag === 'code-block' ? node.text : (node.children ?? []).map(textOf).join('');
}

/** An element with what is in it; behind the words of a link, where they read as another address, the host it goes to. */
export function linkNode(
  { tag, attributes }: Omit<RichElement, 'children'>,
  children: readonly RichNode[],
): RichElement {
  const text = children.map(textOf).join('');
  const more = attributes?.href ? linkText(text, attributes.href).slice(text.length) : '';
  return { tag, ...(attributes && { attributes }), children: more ? [...children, more] : children };
}
