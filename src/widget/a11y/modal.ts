/**
 * Makes a window that covers the page the only thing there is, for keyboard and screen reader as for the eye: all that
 * lies beside it, and beside what it lies in, becomes inert. What the page has made inert itself stays so.
 *
 * @returns what gives the page back
 */
export function makeModal(box: Element): () => void {
  const silenced: HTMLElement[] = [];
  box.setAttribute('aria-modal', 'true');
  const host = (box.getRootNode() as ShadowRoot).host;
  for (let inside: Element | undefined = host; inside; inside = outside(inside)) {
    for (const beside of inside.parentNode?.children ?? []) {
      if (beside === inside || !(beside instanceof HTMLElement) || beside.inert) continue;
      beside.inert = true;
      silenced.push(beside);
    }
  }
  return () => {
    box.removeAttribute('aria-modal');
    for (const element of silenced.splice(0)) element.inert = false;
  };
}

/** What the element lies in, out of shadow roots as well. The page itself is the end. */
function outside({ parentNode }: Element): Element | undefined {
  const around = parentNode instanceof ShadowRoot ? parentNode.host : parentNode;
  return around instanceof Element && around !== around.ownerDocument.body ? around : undefined;
}
