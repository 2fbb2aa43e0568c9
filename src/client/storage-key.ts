/** What every key begins with that this package writes into a storage of the page. */
export const KEY_PREFIX = 'xo-rtm:';

/**
 * The key of one thing that outlives the page. Nothing is shared between platforms, bots or users (docs/delivery.md, "What is
 * stored"). The parts are escaped, so that no id can look like two.
 *
 * @param user `u-…` of the grant; an empty text for what belongs to the tab and to nobody yet
 */
export const storageKey = (apiUrl: string, botId: string, user: string, name: number | string): string =>
  KEY_PREFIX + [apiUrl, botId, user, name].map(encodeURIComponent).join(':');
