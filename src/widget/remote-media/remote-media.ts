/** What a window with `images="ask"` needs beside what every window has. Loaded where a page asks for it. */
export { MediaButton } from './MediaButton.js';
export { MediaPolicy } from './media-policy.js';
