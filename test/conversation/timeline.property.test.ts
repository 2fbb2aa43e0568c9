import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRun } from '../../src/conversation/merge-run.js';
import { createTimeline } from '../../src/conversation/timeline.js';
import type { ReceivedMessage } from '../../src/protocol/received-message.js';
import { chatMessage, idsOf, received } from '../support/messages.js';

const MAX = 30;

/** A history, every third message of which is the user's. Older servers name no numbers: then texts must do. */
const historyOf = (length: number, named = true): ReceivedMessage[] =>
  Array.from({ length }, (_, n) =>
    n % 3 === 0
      ? received(`ms-${n}`, { from: 'user', text: `text ${n}`, ...(named && { clientMessageId: 1_000 + n }) })
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
    /** A live frame of an own message (its number is its id), or of a bot that may name no ids. */
    live({ from, text, serverId, clientMessageId }: ReceivedMessage, named: boolean) {
      const id = from === 'user' ? `${clientMessageId ?? text}` : named ? serverId! : `live ${text}`;
      const entry = { message: chatMessage(id, { from, text }) };
      timeline.insert(timeline.confirmed, timeline.confirmed.length, entry);
      if (from === 'user' || !named) timeline.trackForMatch(entry, 0);
    },
  };
}

/** Pages that overlap by at least one record and cover everything; and an order in which each touches what is known. */
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
  it('any overlapping pages in any order give the same list, also when each is merged twice', () => {
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
    ['with names', true],
    ['without names', false],
  ])('what came live before, %s and in any order, is there once and in its place', (_, named) => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: MAX })
          .chain((length) => fc.shuffledSubarray([...Array(length).keys()]).map((came) => ({ length, came }))),
        ({ length, came }) => {
          const history = historyOf(length, named);
          const { merge, live, timeline } = conversation();
          for (const n of came) live(history[n]!, named);
          merge(history);
          expect(merge(history, true)).toEqual([]);
          expect(timeline.snapshot.map(({ text }) => text)).toEqual(history.map(({ text }) => text));
        },
      ),
    );
  });
});
