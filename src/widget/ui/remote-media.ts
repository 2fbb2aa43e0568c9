/** Loaded by windows with `images="ask"` only. */

export { MediaPolicy } from '../store/media-policy.js';
export { MediaButton } from './MediaButton.js';
