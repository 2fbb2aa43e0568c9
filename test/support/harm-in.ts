/** Elements that no template may render. Only forms may render an iframe. */
const NEVER =
  'script, object, embed, base, meta, link, style, form[action], [srcdoc], [formaction], [ping], [background]';

const SAFE = {
  href: /^(?:https?:|mailto:|tel:)/,
  src: /^https?:/,
};

/** Returns the dangerous elements and attributes of a tree that was rendered from hostile content. */
export function harmIn(tree: ParentNode, { frames = false } = {}): string[] {
  const found = [...tree.querySelectorAll(frames ? NEVER : `${NEVER}, iframe`)].map((element) => element.outerHTML);
  for (const element of tree.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const safe = SAFE[name.replace('xlink:', '') as keyof typeof SAFE];
      if (
        name.startsWith('on') ||
        (safe && !safe.test(value)) ||
        /(?:java|vb)script:/i.test(name === 'style' ? value : '')
      ) {
        found.push(`${element.localName} ${name}="${value}"`);
      }
    }
  }
  return found;
}
