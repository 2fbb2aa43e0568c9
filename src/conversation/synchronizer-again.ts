// The same part at a second address (tools/support/own-copies.mjs): browsers before 2026 remember an `import()` that failed, and
// do not ask again.
export { createSynchronizer } from './synchronizer.js';
