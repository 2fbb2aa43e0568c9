import { type Parameters, wholeNumber } from './read-parameters.js';

const MAX_LIMIT = 50;

/**
 * A page of roles or users. `limit` is 50 at most (seeds); `offset` is the number of the page, as that of the documented
 * sibling Get Groups.
 *
 * @throws PlatformError 400
 */
export function numberedPage<Item>(all: readonly Item[], parameters: Parameters) {
  const limit = wholeNumber(parameters, 'limit', 1, MAX_LIMIT) ?? MAX_LIMIT;
  const start = (wholeNumber(parameters, 'offset', 0) ?? 0) * limit;
  const items = all.slice(start, start + limit);
  return { total: all.length, availableMore: start + items.length < all.length, items };
}
