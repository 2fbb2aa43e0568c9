import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageLog } from '../../../src/emulator/state/message-log.js';
import { NULL_STORE } from '../../../src/emulator/state/store.js';

const USER = { id: 'u-1', identity: 'ann', isAnonymous: false };

function logOf(count: number): MessageLog {
  const log = new MessageLog(NULL_STORE, USER, () => 0);
  for (let i = 0; i < count; i++) log.append({ _id: `ms-${i}`, type: 'outgoing', components: [] });
  return log;
}

const idsOf = (messages: readonly { _id: string }[]) => messages.map(({ _id }) => _id);
const sizes = { count: fc.nat(60), limit: fc.integer({ min: 1, max: 20 }) };

test('paging back by offset gives every message once, oldest first in each page', () => {
  fc.assert(
    fc.property(fc.record(sizes), ({ count, limit }) => {
      const log = logOf(count);
      let all: string[] = [];
      for (let offset = 0; ; offset += limit) {
        const page = log.page({ offset, limit, forward: false })!;
        all = [...idsOf(page.messages), ...all];
        expect(page.total).toBe(count);
        expect(page.moreAvailable).toBe(all.length < count);
        if (!page.moreAvailable) break;
      }
      expect(all).toEqual(idsOf(log.records));
    }),
  );
});

test('paging by msgId, back and forward from any message, gives the rest once', () => {
  fc.assert(
    fc.property(
      fc.record({ ...sizes, count: fc.integer({ min: 1, max: 60 }), from: fc.nat() }),
      ({ count, limit, from }) => {
        const log = logOf(count);
        const start = from % count;
        const walk = (forward: boolean) => {
          let msgId = `ms-${start}`;
          const seen: string[] = [];
          for (;;) {
            const { messages, moreAvailable } = log.page({ offset: 0, limit, msgId, forward })!;
            const ids = idsOf(messages);
            if (forward) seen.push(...ids);
            else seen.unshift(...ids);
            if (!moreAvailable) return seen;
            msgId = (forward ? ids.at(-1) : ids[0])!;
          }
        };
        expect([...walk(false), `ms-${start}`, ...walk(true)]).toEqual(idsOf(log.records));
      },
    ),
  );
});

test('a page of an unknown message is none', () => {
  expect(logOf(3).page({ offset: 0, limit: 1, msgId: 'ms-9', forward: true })).toBeUndefined();
});
