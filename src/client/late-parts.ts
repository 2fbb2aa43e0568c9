// What most pages never need: the window has the token endpoint in its first load, and only errors have texts to redact.
export { createRedactor } from '../lib/redact.js';
export { createJwtEndpoint } from './jwt-endpoint.js';
