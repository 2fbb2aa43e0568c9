import { addStyles } from './add-styles.js';
import { composerStyles } from './composer.js';
import { launcherStyles } from './launcher.js';
import { messageStyles } from './messages.js';
import { tokens } from './tokens.js';
import { windowStyles } from './window.js';

const STYLES = tokens + launcherStyles + windowStyles + messageStyles + composerStyles;

/** Gives a shadow root the styles of the window, instead of those of the loader's launcher. */
export function adoptStyles(root: ShadowRoot): void {
  if (root.adoptedStyleSheets) root.adoptedStyleSheets = [];
  for (const style of root.querySelectorAll('style')) style.remove();
  addStyles(root, STYLES);
}
