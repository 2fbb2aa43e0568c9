import type { ChatClientOptions } from '../client/options.js';

/**
 * These options with a `getJwt` that asks the newest one: what a component passes is a new function in each rendering, and
 * the old ones know an old session.
 */
export function withNewestJwt<Options extends ChatClientOptions>(options: Options, newest: () => Options): Options {
  // Whoever makes the client says what is wrong with it.
  if (typeof options.getJwt !== 'function') return options;
  return { ...options, getJwt: (request) => newest().getJwt(request) };
}
