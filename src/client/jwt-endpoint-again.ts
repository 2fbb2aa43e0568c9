// A copy for clients without a window, which load it with the first JWT. The window has it in its first load.
export { createJwtEndpoint } from './jwt-endpoint.js';
