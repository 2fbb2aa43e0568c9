import type { ChatClientOptions } from '../client/options.js';

/**
 * Returns the options with a `getJwt` that calls the latest one. Components often pass a new function in each render,
 * and an old one may refer to an old session.
 */
export function withNewestJwt<Options extends Partial<ChatClientOptions>>(
  options: Options,
  newest: () => Options,
): Options {
  // createChatClient() reports an invalid `getJwt`.
  if (typeof options.getJwt !== 'function') return options;
  return { ...options, getJwt: (request) => newest().getJwt!(request) };
}
