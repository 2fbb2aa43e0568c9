import { composerStyles } from './composer.js';
import { launcherStyles } from './launcher.js';
import { messageStyles } from './messages.js';
import { tokens } from './tokens.js';
import { windowStyles } from './window.js';

/**
 * One sheet per document, shared by all windows in it: a sheet can only be used in the document whose constructor
 * created it.
 */
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

/** Gives the shadow root its styles as a constructed sheet, because a strict CSP refuses style elements. */
export function adoptStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = [sheetOf(root.ownerDocument)];
}
