const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/**
 * Adds the style sheet of a component that loads after the window to the shadow root around `element`, once per root
 * and after the window's own sheet. Uses a constructed sheet, because a strict CSP refuses style elements. Call it from
 * `componentDidMount`, before the element is painted.
 *
 * @param styles a constant: one sheet is cached per text
 */
export function adoptLater(element: Element, styles: string): void {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const document = root.ownerDocument;
  const cached = sheets.get(document) ?? new Map<string, CSSStyleSheet>();
  sheets.set(document, cached);
  let sheet = cached.get(styles);
  if (!sheet) {
    sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(styles);
    cached.set(styles, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
