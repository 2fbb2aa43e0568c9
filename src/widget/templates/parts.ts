/** Entry of the chunk that loads with the first message that has more than text and pictures. */
export { HookedPart } from './HookedPart.js';
