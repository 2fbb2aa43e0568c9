/** What a window with `images="ask"` needs beside what every window has. Loaded where a page asks for it. */

export { MediaPolicy } from '../store/media-policy.js';
export { MediaButton } from './MediaButton.js';
