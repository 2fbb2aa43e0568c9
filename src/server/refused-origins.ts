import type { Logger } from '../lib/logger.js';

/** How many origins are named. Anybody can send any origin, and the log must not grow with them. */
const MAX_NAMED = 20;
const MAX_LENGTH = 200;

/** Creates a function that warns once about each origin that `allowedOrigins` does not list: the response does not reach the developer. */
export function createOriginNotice(logger: Logger): (origin: string) => void {
  const named = new Set<string>();
  return (origin) => {
    const text = JSON.stringify(origin.slice(0, MAX_LENGTH));
    if (named.has(text) || named.size === MAX_NAMED) return;
    named.add(text);
    logger.warn(`unable to give a token to pages of ${text}; allowedOrigins does not list it`);
  };
}
