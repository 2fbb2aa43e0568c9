import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHistoryReader, type Progress } from '../../src/conversation/history-reader.js';
import type { SyncCursor } from '../../src/conversation/history-sync.js';
import { mergeRun } from '../../src/conversation/merge-run.js';
import { createTimeline } from '../../src/conversation/timeline.js';
import { readHistoryRecord } from '../../src/protocol/history-record.js';
import { FakeHistory } from '../support/fake-history.js';
import { chatMessage, idsOf } from '../support/messages.js';
import { botRecord } from '../support/wire.js';

/** Law 3: whatever was missed is found, in order, from a platform whose pages are short, overlap, shift, and fail. */
it('reads every gap to its end, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ missed: fc.nat(150), live: fc.nat(30) }), { minLength: 1, maxLength: 6 }),
      fc.record({ pageCap: fc.integer({ min: 2, max: 120 }), overlap: fc.nat(3), during: fc.nat(2) }),
      // Which calls fail, again and again from the first one.
      fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }).map((fails) => [...fails, false]),
      async (outages, { pageCap, overlap, during }, fails) => {
        const platform = Object.assign(new FakeHistory(), { pageCap: pageCap + overlap, overlap });
        const timeline = createTimeline(() => {});
        let now = 1_700_000_000_000;
        const say = () => {
          const id = `ms-${platform.records.length}`;
          now += 10;
          platform.records.push(botRecord(id, '', now));
          return id;
        };
        let speaking = 0;
        let calls = 0;
        const reader = createHistoryReader(
          async (query) => {
            if (fails[calls++ % fails.length]) throw new Error('no');
            const page = platform.page(query);
            // The bot goes on while the pages are read.
            if (speaking-- > 0) say();
            return page;
          },
          readHistoryRecord,
          (run, after) =>
            mergeRun(
              timeline,
              run,
              ({ serverId }) => chatMessage(serverId!),
              () => {},
              after,
            ),
          timeline,
        );
        let cursor: SyncCursor | undefined;
        const fill = async () => {
          let progress: Progress | undefined;
          const goOn = () =>
            reader.backfill({ cursor, max: 10_000 }, {}, progress, (so) => {
              progress = so;
            });
          let done: Awaited<ReturnType<typeof goOn>> | undefined;
          while (!done) done = await goOn().catch(() => undefined);
          cursor = done.newest;
          return done.restart;
        };
        await fill();
        for (const { missed, live } of outages) {
          for (let n = 0; n < live; n++) {
            timeline.insert(timeline.confirmed, timeline.confirmed.length, { message: chatMessage(say()) });
          }
          for (let n = 0; n < missed; n++) say();
          const end = platform.records.length;
          speaking = during;
          expect(await fill()).toBeUndefined();
          const here = new Set(idsOf(timeline.snapshot));
          expect(platform.records.slice(0, end).filter(({ _id }) => !here.has(_id))).toEqual([]);
        }
        speaking = 0;
        await fill();
        expect(idsOf(timeline.snapshot)).toEqual(platform.records.map(({ _id }) => _id));
      },
    ),
    { numRuns: 50 },
  );
}, 30_000);
