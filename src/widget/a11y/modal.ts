/**
 * Makes a window that covers the page modal for keyboard and screen readers: makes all siblings of the window and of
 * its ancestors inert. Elements that the page has made inert itself stay inert.
 *
 * @returns a function that undoes it
 */
export function makeModal(box: Element): () => void {
  const inertElements: HTMLElement[] = [];
  box.setAttribute('aria-modal', 'true');
  const host = (box.getRootNode() as ShadowRoot).host;
  for (let element: Element | undefined = host; element; element = parentOf(element)) {
    for (const sibling of element.parentNode?.children ?? []) {
      if (sibling === element || !(sibling instanceof HTMLElement) || sibling.inert) continue;
      sibling.inert = true;
      inertElements.push(sibling);
    }
  }
  return () => {
    box.removeAttribute('aria-modal');
    for (const element of inertElements.splice(0)) element.inert = false;
  };
}

/** Returns the parent element, across shadow roots. Undefined at the body. */
function parentOf({ parentNode }: Element): Element | undefined {
  const around = parentNode instanceof ShadowRoot ? parentNode.host : parentNode;
  return around instanceof Element && around !== around.ownerDocument.body ? around : undefined;
}
