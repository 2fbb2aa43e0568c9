import { createRedactor } from '../lib/redact.js';

/** Client secrets and keys that this process signs with: no log line of the server parts may hold one. */
export const serverSecrets = createRedactor();
