// The same part at a second address, for `lazyPart()` (tools/support/own-copies.mjs makes the copy).
export { createSynchronizer } from './synchronizer.js';
