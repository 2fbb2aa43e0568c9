/** What loads later, with the first text that has markup. */
export { createRichView } from './rich-view.js';
