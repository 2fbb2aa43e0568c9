/** Prefix of every key that this package writes into a storage of the page. */
export const KEY_PREFIX = 'xo-rtm:';

/**
 * Returns the key of a stored value. Platforms, bots and users share no keys (docs/delivery.md, "What is stored"). The parts are
 * escaped, so that an id cannot contain a separator.
 *
 * @param user `u-…` of the grant; empty for values of the tab, which belong to no user yet
 */
export const storageKey = (apiUrl: string, botId: string, user: string, name: number | string): string =>
  KEY_PREFIX + [apiUrl, botId, user, name].map(encodeURIComponent).join(':');
