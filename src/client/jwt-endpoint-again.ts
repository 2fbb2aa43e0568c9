// A copy for clients without a window, which load it when they are created. The window has it in its first load.
export { createJwtEndpoint } from './jwt-endpoint.js';
