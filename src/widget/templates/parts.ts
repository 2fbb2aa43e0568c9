/** What loads later, with the first message that is more than words and pictures. */
export { AnyPart } from './AnyPart.js';
