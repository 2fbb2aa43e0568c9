/** The sheets of a document, by their text: a sheet can only be used in the document whose constructor created it. */
const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** The nonce of the page's CSP, for browsers without constructed sheets. */
let nonce: string | undefined;

export const styleNonce = (): string | undefined => nonce;

export function setStyleNonce(value: string | undefined): void {
  nonce = value || nonce;
}

/**
 * Adds styles to a shadow root, once per root and after the ones that are there. Uses a constructed sheet, because a strict CSP refuses
 * style elements. Safari before 16.4 and jsdom have none: there it adds a style element, with the nonce of the page.
 *
 * @param styles a constant: one sheet is cached per text
 */
export function addStyles(root: ShadowRoot, styles: string): void {
  const document = root.ownerDocument;
  const cached = sheets.get(document) ?? new Map<string, CSSStyleSheet>();
  sheets.set(document, cached);
  try {
    let sheet = cached.get(styles);
    if (!sheet) {
      sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
      sheet.replaceSync(styles);
      cached.set(styles, sheet);
    }
    const { adoptedStyleSheets } = root;
    if (!adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
  } catch {
    if ([...root.querySelectorAll('style')].some(({ textContent }) => textContent === styles)) return;
    const element = document.createElement('style');
    if (nonce) element.nonce = nonce;
    element.textContent = styles;
    root.append(element);
  }
}

/** The same for the shadow root around an element. Call it from `componentDidMount`, before the element is painted. */
export function addStylesAround(element: Element, styles: string): void {
  const root = element.getRootNode();
  if (root instanceof ShadowRoot) addStyles(root, styles);
}
