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

/** docs/delivery.md, D4: finds all missed messages, in order, although pages are short, overlap, shift and fail. */
it('D4: backfills every gap completely, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ missed: fc.nat(150), live: fc.nat(30) }), { minLength: 1, maxLength: 6 }),
      fc.record({ pageCap: fc.integer({ min: 2, max: 120 }), overlap: fc.nat(3), during: fc.nat(2) }),
      // Which calls fail; the pattern repeats.
      fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }).map((fails) => [...fails, false]),
      async (outages, { pageCap, overlap, during }, fails) => {
        const platform = Object.assign(new FakeHistory(), { pageCap: pageCap + overlap, overlap });
        const timeline = createTimeline(() => {});
        let now = 1_700_000_000_000;
        const addRecord = () => {
          const id = `ms-${platform.records.length}`;
          now += 10;
          platform.records.push(botRecord(id, '', now));
          return id;
        };
        let remaining = 0;
        let calls = 0;
        const reader = createHistoryReader(
          async (query) => {
            if (fails[calls++ % fails.length]) throw new Error('no');
            const page = platform.page(query);
            // The bot sends more messages while the pages are read.
            if (remaining-- > 0) addRecord();
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
        const backfill = async () => {
          let progress: Progress | undefined;
          const resume = () =>
            reader.backfill({ cursor, max: 10_000 }, {}, progress, (current) => {
              progress = current;
            });
          let done: Awaited<ReturnType<typeof resume>> | undefined;
          while (!done) done = await resume().catch(() => undefined);
          cursor = done.newest;
          return done.restart;
        };
        await backfill();
        for (const { missed, live } of outages) {
          for (let n = 0; n < live; n++) {
            timeline.insert(timeline.confirmed, timeline.confirmed.length, { message: chatMessage(addRecord()) });
          }
          for (let n = 0; n < missed; n++) addRecord();
          const end = platform.records.length;
          remaining = during;
          expect(await backfill()).toBeUndefined();
          const here = new Set(idsOf(timeline.snapshot));
          expect(platform.records.slice(0, end).filter(({ _id }) => !here.has(_id))).toEqual([]);
        }
        remaining = 0;
        await backfill();
        expect(idsOf(timeline.snapshot)).toEqual(platform.records.map(({ _id }) => _id));
      },
    ),
    { numRuns: 50 },
  );
}, 30_000);
