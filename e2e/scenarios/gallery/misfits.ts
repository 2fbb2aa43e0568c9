/**
 * Runs in the page. Returns elements of the chat that overflow their container or lie outside of it, and targets that are too small
 * (WCAG 2.2, 2.5.8: 24 pixels).
 */
export function findMisfits(): string[] {
  const root = document.querySelector('xo-chat')!.shadowRoot!;
  const misfits: string[] = [];
  const name = (element: Element) => `${element.localName}.${element.className} "${element.textContent?.slice(0, 30)}"`;
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) misfits.push(`the page is ${page.scrollWidth} px wide`);

  const frame = root.querySelector('.window')?.getBoundingClientRect();
  if (frame && (frame.left < 0 || frame.right > innerWidth || frame.top < 0 || frame.bottom > innerHeight)) {
    misfits.push('the window extends beyond the screen');
  }
  for (const element of root.querySelectorAll<HTMLElement>('.window :is(div, section, ol, li, p, form, span)')) {
    if (element.closest('.sr, [aria-hidden=true]') || element.matches('.sr')) continue;
    // Names are cut with an ellipsis, tables and code can be scrolled.
    const { overflowX, display } = getComputedStyle(element);
    if (overflowX === 'auto' || overflowX === 'scroll' || overflowX === 'hidden' || display === 'inline') continue;
    if (element.scrollWidth > element.clientWidth + 1) misfits.push(`${name(element)} is wider than its container`);
  }
  const list = root.querySelector('.scroller');
  if (list && list.scrollWidth > list.clientWidth) misfits.push('the list scrolls sideways');

  for (const element of root.querySelectorAll<HTMLElement>('button, a, textarea, summary')) {
    // Links in a text are as high as the text.
    if (!element.checkVisibility() || element.closest('.bubble p, .skip') || element.matches('.bubble a')) continue;
    const { width, height, left, right } = element.getBoundingClientRect();
    if (width < 24 || height < 24) misfits.push(`${name(element)} is ${width} × ${height} px`);
    if (frame && !element.closest('.launcher') && (left < frame.left || right > frame.right)) {
      misfits.push(`${name(element)} lies outside of the window`);
    }
  }
  return misfits;
}
