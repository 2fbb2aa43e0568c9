// The same part at a second address, for `lazyPart()` (tools/support/own-copies.mjs makes the copy).
export { createOutboxStore } from './outbox-store.js';
