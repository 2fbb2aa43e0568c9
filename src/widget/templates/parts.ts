/** What loads later, with the first message that is more than words and pictures. */
export { PartView } from './PartView.js';
