import { linkText } from '../../lib/link-text.js';
import type { RichElement, RichNode } from './rich-node.js';

function textOf(node: RichNode): string {
  if (typeof node === 'string') return node;
  if (node.tag === 'img') return node.alt;
  return node.tag === 'code-block' ? node.text : (node.children ?? []).map(textOf).join('');
}

/**
 * Makes an element of its children. If the text of a link reads like an address of another host, the host that the link leads to
 * is appended.
 */
export function linkNode(
  { tag, attributes }: Omit<RichElement, 'children'>,
  children: readonly RichNode[],
): RichElement {
  const text = children.map(textOf).join('');
  const more = attributes?.href ? linkText(text, attributes.href).slice(text.length) : '';
  return { tag, ...(attributes && { attributes }), children: more ? [...children, more] : children };
}
