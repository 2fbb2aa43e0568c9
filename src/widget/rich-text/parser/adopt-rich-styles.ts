import { richStyles } from './rich-styles.js';

const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Gives the window around an element the style of markup, once: a constructed sheet, for the sake of a strict CSP. */
export function adoptRichStyles(element: Element): void {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const document = root.ownerDocument;
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(richStyles);
    sheets.set(document, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
