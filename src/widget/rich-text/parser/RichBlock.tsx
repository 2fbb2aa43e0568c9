import { type ComponentChild, h } from 'preact';
import type { Catalogue } from '../../i18n/catalogue.js';
import { PureComponent } from '../../lib/pure-component.js';
import { Picture } from '../../ui/Picture.js';
import { CodeBlock } from './CodeBlock.js';
import type { RichNode } from './rich-node.js';

export interface RichBlockProps {
  node: RichNode;
  t: Catalogue;
}

/** Opens links in a tab that has no access to this page. */
const SAFE_LINK = { target: '_blank', rel: 'noopener noreferrer' };

/** Draws one block of a text with markup. Draws it again only when its node is another object. */
export class RichBlock extends PureComponent<RichBlockProps> {
  render({ node, t }: RichBlockProps): ComponentChild {
    return draw(node, t);
  }
}

function draw(node: RichNode, t: Catalogue): ComponentChild {
  if (typeof node === 'string') return node;
  if (node.tag === 'code-block') return <CodeBlock text={node.text} language={node.language} t={t} />;
  if (node.tag === 'img') return <Picture src={node.src} alt={node.alt || t.picture} />;
  const { tag, attributes, children = [] } = node;
  const drawn = h(
    tag,
    { ...attributes, ...(attributes?.href && SAFE_LINK), ...(tag === 'pre' && { tabIndex: 0 }) },
    children.map((child) => draw(child, t)),
  );
  // A wide table scrolls in its own box, also by keyboard.
  return tag === 'table' ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="sheet" aria-label={t.table} tabIndex={0}>
      {drawn}
    </section>
  ) : (
    drawn
  );
}
