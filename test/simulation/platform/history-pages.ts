import type { Assumptions } from '../assumptions.js';
import type { Entry } from './conversation-log.js';
import { historyRecord } from './wire-format.js';

/**
 * One page of the history (docs/protocol.md §1.6, §5.4): `offset` counts from the newest message, and the oldest message of a
 * page comes first.
 */
export function historyPage(
  entries: readonly Entry[],
  query: URLSearchParams,
  assumptions: Assumptions,
): ReturnType<typeof page> {
  const { forward, pageCap, pageOverlap } = assumptions;
  const limit = Math.min(Math.max(1, Number(query.get('limit') ?? 10)), pageCap);
  const offset = Math.max(0, Number(query.get('offset') ?? query.get('skip') ?? 0));
  const known = forward === 'ignored' ? -1 : entries.findIndex((entry) => entry.id === query.get('msgId'));
  let from: number;
  let to: number;
  if (known >= 0 && query.get('forward') === 'true') {
    from = Math.min(entries.length, (forward === 'inclusive' ? known : known + 1) + offset);
    to = Math.min(entries.length, from + limit);
    return page(entries, from, to, to < entries.length, assumptions);
  }
  const newest = known >= 0 ? known : entries.length;
  to = Math.max(0, newest - (offset > 0 ? Math.max(0, offset - pageOverlap) : 0));
  from = Math.max(0, to - limit);
  return page(entries, from, to, from > 0, assumptions);
}

const page = (
  entries: readonly Entry[],
  from: number,
  to: number,
  moreAvailable: boolean,
  assumptions: Assumptions,
) => ({
  total: entries.length,
  moreAvailable,
  icon: 'https://platform.test/icon.png',
  messages: entries.slice(from, to).map((entry) => historyRecord(entry, assumptions)),
});
