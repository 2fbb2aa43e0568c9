const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/**
 * Gives the window around an element the style of a part that has come later, once, behind the window's own: a constructed
 * sheet, for the sake of a strict CSP. To be called before the element is painted (`componentDidMount`).
 *
 * @param styles a constant: one sheet is kept per text
 */
export function adoptLater(element: Element, styles: string): void {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const document = root.ownerDocument;
  const known = sheets.get(document) ?? new Map<string, CSSStyleSheet>();
  sheets.set(document, known);
  let sheet = known.get(styles);
  if (!sheet) {
    sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(styles);
    known.set(styles, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
