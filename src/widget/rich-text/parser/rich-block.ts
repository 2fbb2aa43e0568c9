import type { ComponentChild, ComponentClass } from 'preact';
import type { Catalogue } from '../../i18n/catalogue.js';
import { createCodeBlock } from './code-block.js';
import type { RichNode } from './rich-node.js';
import type { WindowKit } from './window-kit.js';

export interface RichBlockProps {
  node: RichNode;
  t: Catalogue;
}

/** No way back to this page for what a link opens. */
const SAFE_LINK = { target: '_blank', rel: 'noopener noreferrer' };

/** The component that draws one part of a text with markup, again only when its node is another object. */
export function createRichBlock(kit: WindowKit): ComponentClass<RichBlockProps> {
  const { h, PureComponent, Picture } = kit;
  const CodeBlock = createCodeBlock(kit);

  function draw(node: RichNode, t: Catalogue): ComponentChild {
    if (typeof node === 'string') return node;
    if (node.tag === 'code-block') return h(CodeBlock, { text: node.text, language: node.language, t });
    if (node.tag === 'img') return h(Picture, { src: node.src, alt: node.alt || t.picture });
    const { tag, attributes, children = [] } = node;
    const drawn = h(
      tag,
      { ...attributes, ...(attributes?.href && SAFE_LINK), ...(tag === 'pre' && { tabIndex: 0 }) },
      children.map((child) => draw(child, t)),
    );
    // A wide table scrolls by itself, also by keyboard.
    return tag === 'table' ? h('section', { class: 'sheet', 'aria-label': t.table, tabIndex: 0 }, drawn) : drawn;
  }

  return class RichBlock extends PureComponent<RichBlockProps> {
    render({ node, t }: RichBlockProps): ComponentChild {
      return draw(node, t);
    }
  };
}
