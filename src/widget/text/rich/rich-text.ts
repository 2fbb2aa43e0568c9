/** What loads later, with the first text that has markup. */
export { adoptRichStyles } from './adopt-rich-styles.js';
export { createRichBlock } from './rich-block.js';
export { RichParser } from './rich-parser.js';
