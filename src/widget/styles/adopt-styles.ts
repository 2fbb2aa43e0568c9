import { composerStyles } from './composer.js';
import { launcherStyles } from './launcher.js';
import { messageStyles } from './messages.js';
import { tokens } from './tokens.js';
import { windowStyles } from './window.js';

/** One sheet per document, shared by all windows in it: a sheet belongs to the document whose constructor made it. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

function sheetOf(document: Document): CSSStyleSheet {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(tokens + launcherStyles + windowStyles + messageStyles + composerStyles);
    sheets.set(document, sheet);
  }
  return sheet;
}

/** Gives the shadow root its style as a constructed sheet: no style element, so a strict CSP has nothing to refuse. */
export function adoptStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = [sheetOf(root.ownerDocument)];
}
