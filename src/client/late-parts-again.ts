// The same parts at a second address, for `lazyPart()` (tools/support/own-copies.mjs makes the copy).
export { createRedactor } from '../lib/redact.js';
export { createJwtEndpoint } from './jwt-endpoint.js';
