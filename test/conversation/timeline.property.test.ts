import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRun } from '../../src/conversation/merge-run.js';
import { createTimeline } from '../../src/conversation/timeline.js';
import type { ReceivedMessage } from '../../src/protocol/received-message.js';
import { chatMessage, idsOf, received } from '../support/messages.js';

const MAX = 30;

/** Returns a history with every third message by the user. Without ids, as from older servers, only texts can match. */
const historyOf = (length: number, withIds = true): ReceivedMessage[] =>
  Array.from({ length }, (_, n) =>
    n % 3 === 0
      ? received(`ms-${n}`, { from: 'user', text: `text ${n}`, ...(withIds && { clientMessageId: 1_000 + n }) })
      : received(`ms-${n}`, { text: `text ${n}` }),
  );

function conversation() {
  const timeline = createTimeline(() => {});
  return {
    timeline,
    merge: (run: ReceivedMessage[], older = false) =>
      mergeRun(
        timeline,
        run,
        ({ serverId, from, text }) => chatMessage(serverId!, { from, text }),
        () => {},
        older ? undefined : timeline.confirmed.at(-1),
      ),
    /** Adds a message from a live frame: an own one, or one of the bot, which may have no id. */
    live({ from, text, serverId, clientMessageId }: ReceivedMessage, withIds: boolean) {
      const id = from === 'user' ? `${clientMessageId ?? text}` : withIds ? serverId! : `live ${text}`;
      const entry = { message: chatMessage(id, { from, text }) };
      timeline.insert(timeline.confirmed, timeline.confirmed.length, entry);
      if (from === 'user' || !withIds) timeline.unmatched.set(entry, 0);
    },
  };
}

/** Pages that overlap by at least one record and cover the history, in an order in which each joins the ones before. */
const pages = fc
  .record({
    length: fc.integer({ min: 1, max: MAX }),
    steps: fc.array(fc.record({ advance: fc.integer({ min: 1, max: 6 }), overlap: fc.nat(4) }), {
      minLength: MAX,
      maxLength: MAX,
    }),
    start: fc.nat(),
    turns: fc.array(fc.boolean(), { minLength: MAX, maxLength: MAX }),
  })
  .map(({ length, steps, start, turns }) => {
    const all: [from: number, to: number][] = [];
    for (let at = 0, n = 0; at < length; n++) {
      const { advance, overlap } = steps[n]!;
      all.push([Math.max(0, at - 1 - overlap), Math.min(length, at + advance)]);
      at += advance;
    }
    let low = start % all.length;
    let high = low + 1;
    const order = [all[low]!];
    while (order.length < all.length) {
      const up = low === 0 || (high < all.length && turns[order.length]);
      order.push(all[up ? high++ : --low]!);
    }
    return { length, order };
  });

describe('for any history', () => {
  it('overlapping pages in any order give the same list, even if each is merged twice', () => {
    fc.assert(
      fc.property(pages, fc.boolean(), ({ length, order }, twice) => {
        const history = historyOf(length);
        const { merge, timeline } = conversation();
        for (const [from, to] of order) {
          merge(history.slice(from, to));
          if (twice) expect(merge(history.slice(from, to), true)).toEqual([]);
        }
        expect(idsOf(timeline.snapshot)).toEqual(history.map(({ serverId }) => serverId));
      }),
    );
  });

  it.each([
    ['with ids', true],
    ['without ids', false],
  ])('live messages, %s and in any order, are in the list once and in place', (_, withIds) => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: MAX })
          .chain((length) => fc.shuffledSubarray([...Array(length).keys()]).map((came) => ({ length, came }))),
        ({ length, came }) => {
          const history = historyOf(length, withIds);
          const { merge, live, timeline } = conversation();
          for (const n of came) live(history[n]!, withIds);
          merge(history);
          expect(merge(history, true)).toEqual([]);
          expect(timeline.snapshot.map(({ text }) => text)).toEqual(history.map(({ text }) => text));
        },
      ),
    );
  });
});
