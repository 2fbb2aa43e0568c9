import { describe, expect, it } from 'vitest';
import { createHistoryReader, type Progress } from '../../src/conversation/history-reader.js';
import type { SyncCursor } from '../../src/conversation/history-sync.js';
import { mergeRun } from '../../src/conversation/merge-run.js';
import { createTimeline, type Entry } from '../../src/conversation/timeline.js';
import { HttpError } from '../../src/errors/index.js';
import type { HistoryPage, HistoryQuery } from '../../src/protocol/history.js';
import { readHistoryRecord } from '../../src/protocol/history-record.js';
import { FakeHistory } from '../support/fake-history.js';
import { chatMessage } from '../support/messages.js';
import { botRecord } from '../support/wire.js';

/** Creates a reader for a platform with `count` messages, `here` of which are in the list. */
function setup(count: number, here: string[] = []) {
  const platform = new FakeHistory();
  const addRecords = (n: number) => {
    for (let i = 0; i < n; i++) platform.records.push(botRecord(`${platform.records.length}`, '', 1_000));
  };
  addRecords(count);
  const settings = { answer: undefined as ((query: HistoryQuery) => Promise<HistoryPage>) | undefined };
  const timeline = createTimeline(() => {});
  const addLive = (...ids: string[]) => {
    for (const id of ids) timeline.insert(timeline.confirmed, timeline.confirmed.length, { message: chatMessage(id) });
  };
  addLive(...here);
  const history = createHistoryReader(
    async (query) => (settings.answer ? settings.answer(query) : platform.page(query)),
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
  const idsIn = (added: Entry[]) => added.map(({ message }) => message.id);
  const state = { cursor: undefined as SyncCursor | undefined, progress: undefined as Progress | undefined };
  /** Reads and moves the cursor. */
  const backfill = async (max = 1_000, floor?: SyncCursor, since?: number) => {
    const { added, newest, restart } = await history.backfill({ cursor: state.cursor, floor, since, max }, {});
    state.cursor = restart ?? newest;
    return { ids: idsIn(added), complete: !restart };
  };
  /** The same, but continues after a reading that failed. */
  const resume = async () => {
    const { cursor, progress } = state;
    const { added, newest } = await history.backfill({ cursor, max: 1_000 }, {}, progress, (progress) => {
      state.progress = progress;
    });
    Object.assign(state, { cursor: newest, progress: undefined });
    return idsIn(added);
  };
  const older = async (limit: number) => {
    const { added, ...rest } = await history.older(limit, {});
    return { ids: idsIn(added).join(' '), ...rest };
  };
  return { platform, addRecords, addLive, history, backfill, resume, older, settings, timeline, state };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i}`);

describe('backfill', () => {
  it('returns the messages since the last reading, oldest first', async () => {
    const { addRecords, backfill } = setup(3);
    await backfill();
    addRecords(4);
    expect(await backfill()).toEqual({ ids: range(3, 7), complete: true });
    expect(await backfill()).toEqual({ ids: [], complete: true });
  });

  it('only sets the cursor at the first reading, because older messages are no gap', async () => {
    const { backfill, state } = setup(50);
    expect(await backfill()).toEqual({ ids: [], complete: true });
    expect(state.cursor!.serverId).toBe('49');
  });

  it('adds the messages after the first one in the list at the first reading', async () => {
    const { backfill } = setup(50, ['46', '48']);
    expect((await backfill()).ids).toEqual(['47', '49']);
  });

  it('finds the very first messages after reading an empty history', async () => {
    const { addRecords, backfill } = setup(0);
    expect((await backfill()).ids).toEqual([]);
    addRecords(250);
    expect((await backfill()).ids).toEqual(range(0, 250));
  });

  it('sends one small request if nothing is new', async () => {
    const { backfill, platform } = setup(500);
    await backfill();
    platform.queries.length = 0;
    await backfill();
    expect(platform.queries).toEqual([{ offset: 0, limit: 10 }]);
  });

  it('sends one request for any number of messages that came live', async () => {
    const { backfill, addRecords, addLive, platform } = setup(500);
    await backfill();
    addRecords(60);
    addLive(...range(500, 560));
    platform.queries.length = 0;
    expect((await backfill()).ids).toEqual([]);
    expect(platform.queries).toHaveLength(1);
  });

  it('gives up at its limit, reports it, and continues from the newest record', async () => {
    const { addRecords, backfill } = setup(1);
    await backfill();
    addRecords(1_000);
    const { ids, complete } = await backfill(200);
    expect(complete).toBe(false);
    expect(ids.length).toBeGreaterThanOrEqual(200);
    expect(ids.at(-1)).toBe('1000');
    expect(await backfill(200)).toEqual({ ids: [], complete: true });
  });

  it('puts a record that becomes visible between two pages after its predecessor', async () => {
    const { platform, addRecords, backfill, settings } = setup(2);
    await backfill();
    addRecords(8);
    platform.pageCap = 3;
    platform.overlap = 2;
    const late = new Set(['6', '7']);
    platform.isVisible = ({ _id }) => !late.has(_id!);
    settings.answer = async (query) => {
      const page = platform.page(query);
      late.clear();
      return page;
    };
    const { ids } = await backfill();
    expect(ids).toEqual(range(2, 10).filter((id) => ids.includes(id)));
    expect((await backfill()).ids).toEqual(range(2, 10).filter((id) => !ids.includes(id)));
  });

  it('keeps the cursor if it fails', async () => {
    const { addRecords, backfill, settings } = setup(1);
    await backfill();
    addRecords(3);
    settings.answer = () => Promise.reject(new Error('no'));
    await expect(backfill()).rejects.toThrow('no');
    settings.answer = undefined;
    expect((await backfill()).ids).toEqual(['1', '2', '3']);
  });

  it('merges nothing if it fails on the second page, because half of a gap would leave a hole', async () => {
    const { addRecords, backfill, settings, platform, timeline } = setup(1);
    await backfill();
    addRecords(60);
    let pages = 0;
    settings.answer = () => (pages++ ? Promise.reject(new Error('no')) : Promise.resolve(platform.page({ limit: 10 })));
    await expect(backfill()).rejects.toThrow('no');
    expect(timeline.snapshot).toEqual([]);
  });

  it.each([1, 2, 5, 9])('keeps the order if %i messages with the same time arrive between two pages', async (more) => {
    const { addRecords, backfill, platform, settings } = setup(3);
    await backfill();
    platform.pageCap = 3;
    addRecords(10);
    let isFirst = true;
    settings.answer = async (query) => {
      const page = platform.page(query);
      if (isFirst) addRecords(more);
      isFirst = false;
      return page;
    };
    const { ids, complete } = await backfill();
    expect([ids, complete]).toEqual([range(3, 13), true]);
  });

  it('ends at the time of a cursor whose record was deleted', async () => {
    const { backfill, platform, state } = setup(0);
    for (let n = 0; n < 300; n++) platform.records.push(botRecord(`${n}`, '', 1_000 + n));
    await backfill();
    platform.records.splice(299, 1);
    platform.records.push(botRecord('new', '', 2_000));
    platform.queries.length = 0;
    expect(await backfill()).toEqual({ ids: ['new'], complete: true });
    expect(platform.queries).toHaveLength(1);
    expect(state.cursor!.serverId).toBe('new');
  });

  it('reads back to the floor and merges from there on', async () => {
    const { backfill, platform, addLive } = setup(0);
    for (let n = 0; n < 300; n++) platform.records.push(botRecord(`${n}`, '', 1_000 + n));
    await backfill();
    addLive('150');
    expect((await backfill(1_000, { serverId: '140', createdAt: 1_140 })).ids).toEqual(range(151, 300));
  });

  it('returns the records from before the cursor, so that a redelivery is recognized', async () => {
    const { history } = setup(50);
    const { earlier } = await history.backfill({ cursor: undefined, max: 1_000 }, {});
    expect(earlier.map(({ serverId }) => serverId)).toEqual(range(40, 50));
  });

  it('continues after a failure without requesting a page twice', async () => {
    const { addRecords, backfill, resume, settings, platform, timeline } = setup(3);
    await backfill();
    addRecords(60);
    platform.pageCap = 7;
    platform.queries.length = 0;
    let calls = 0;
    settings.answer = async (query) => {
      if (++calls % 3 === 0) throw new Error('no');
      return platform.page(query);
    };
    let ids: string[] = [];
    for (let tries = 0; tries < 20 && !ids.length; tries++) {
      expect(timeline.snapshot, 'half of a gap would leave a hole').toEqual([]);
      ids = await resume().catch(() => []);
    }
    expect(ids).toEqual(range(3, 63));
    // After the first page it is known that all times are equal, so each page repeats a record of the page before.
    expect(platform.queries.map(({ offset }) => offset)).toEqual([0, 7, 6, 12, 18, 24, 30, 36, 42, 48, 54]);
  });

  it('leaves messages that arrived meanwhile to the next reading when it continues', async () => {
    const { addRecords, backfill, resume, settings, platform, addLive } = setup(3);
    await backfill();
    addRecords(30);
    platform.pageCap = 7;
    let calls = 0;
    settings.answer = async (query) => {
      if (++calls === 3) throw new Error('no');
      return platform.page(query);
    };
    await expect(resume()).rejects.toThrow('no');
    addRecords(40);
    addLive('70', '71', '72');
    expect(await resume()).toEqual(range(3, 33));
    expect(await resume()).toEqual(range(33, 70));
  });

  it.each([undefined, 200])('reports no gap if only the floor is too far away: %s', async (since) => {
    const { backfill, platform } = setup(0);
    for (let n = 0; n < 300; n++) platform.records.push(botRecord(`${n}`, '', n));
    await backfill();
    platform.records.push(botRecord('300', '', 300));
    expect(await backfill(20, { serverId: '5', createdAt: 5 }, since)).toEqual({ ids: ['300'], complete: true });
  });

  it('returns the place before the first message in the list if there is no cursor', async () => {
    const { history } = setup(20, ['15', '18']);
    const { added, origin, newest } = await history.backfill({ cursor: undefined, max: 1_000 }, {});
    expect(added.map(({ message }) => message.id)).toEqual(['16', '17', '19']);
    expect([origin?.serverId, newest.serverId]).toEqual(['14', '19']);
    const { origin: none } = await setup(20).history.backfill({ cursor: undefined, max: 1_000 }, {});
    expect(none).toBeUndefined();
  });

  it('ends at an empty page with moreAvailable', async () => {
    const { backfill, settings, addRecords } = setup(1);
    await backfill();
    addRecords(1);
    settings.answer = async () => ({ total: 99, moreAvailable: true, messages: [] });
    expect((await backfill()).ids).toEqual([]);
  });
});

describe('older', () => {
  it('returns one page after the other, back to the beginning', async () => {
    const { older } = setup(5);
    expect(await older(2)).toMatchObject({ ids: '3 4', hasMore: true, total: 5, from: { serverId: '3' } });
    expect(await older(2)).toMatchObject({ ids: '1 2', hasMore: true, total: 5, from: { serverId: '1' } });
    expect(await older(2)).toMatchObject({ ids: '0', hasMore: false, total: 5, from: { serverId: '0' } });
    expect(await older(2)).toMatchObject({ ids: '', hasMore: false });
  });

  it.each([0, -1, Number.NaN, null, 'many', 1.9])('reads one record for the limit %s', async (limit) => {
    const { older } = setup(5);
    expect(await older(limit as number)).toMatchObject({ ids: '4', hasMore: true });
  });

  it('joins messages that came live', async () => {
    const { older } = setup(10, range(7, 10));
    expect((await older(4)).ids).toBe('3 4 5 6');
  });

  it('joins even if some messages in the list are not in the history', async () => {
    const { older } = setup(10, [...range(8, 10), 'a', 'b', 'c']);
    expect((await older(4)).ids).toMatch(/7$/);
  });

  it('leaves no hole if messages have arrived since the last call', async () => {
    const { older, addRecords } = setup(10);
    await older(3);
    addRecords(5);
    const here = [7, 8, 9, ...(await older(3)).ids.split(' ').map(Number)].sort((a, b) => a - b);
    expect(here).toEqual(Array.from(here, (_, i) => here[0]! + i));
  });

  it('returns two pages for two simultaneous calls', async () => {
    const { older } = setup(6);
    expect(await Promise.all([older(2), older(2)])).toMatchObject([{ ids: '4 5' }, { ids: '2 3' }]);
  });

  it('works again after a failure', async () => {
    const { older, settings } = setup(4);
    settings.answer = () => Promise.reject(new Error('no'));
    await expect(older(2)).rejects.toThrow('no');
    settings.answer = undefined;
    expect((await older(2)).ids).toBe('2 3');
  });

  it('never requests more than 100 records', async () => {
    const { older, platform } = setup(500);
    await older(100);
    await older(1_000);
    for (const { limit } of platform.queries) expect(limit).toBeLessThanOrEqual(100);
  });

  it('ends if the platform always reports moreAvailable', async () => {
    const { older, settings } = setup(0);
    settings.answer = async () => ({ total: 9, moreAvailable: true, messages: [] });
    expect((await older(2)).ids).toBe('');
  });
});

describe('a page that fails', () => {
  const failure = (code: 'XO_HTTP_TOO_LARGE' | 'XO_HTTP_BODY' | 'XO_HTTP_STATUS') =>
    new HttpError(code, 'unable to read', { status: 200, platformCode: undefined, retryAfterMs: undefined });
  /** Makes responses fail that contain a record of `bad`, or more than `most` records. */
  function failing(code: Parameters<typeof failure>[0], bad: string[], most = Infinity, count = 30) {
    const test = setup(count);
    const isBad = ({ messages }: HistoryPage) =>
      messages.length > most || messages.some(({ _id }) => bad.includes(_id!));
    test.settings.answer = async (query) => {
      const page = test.platform.page(query);
      if (isBad(page)) throw failure(code);
      return page;
    };
    return test;
  }

  it.each(['XO_HTTP_TOO_LARGE', 'XO_HTTP_BODY', 'XO_HTTP_STATUS'] as const)('is halved: %s', async (code) => {
    const { addRecords, backfill, settings, platform } = failing(code, [], 4);
    await backfill();
    addRecords(40);
    platform.queries.length = 0;
    expect(await backfill()).toEqual({ ids: range(30, 70), complete: true });
    expect(Math.max(...platform.queries.slice(4).map(({ limit }) => limit!))).toBeLessThanOrEqual(8);
    settings.answer = undefined;
    addRecords(300);
    platform.queries.length = 0;
    expect((await backfill()).ids).toEqual(range(70, 370));
    expect(platform.queries.at(-1)!.limit, 'grows again').toBe(100);
  });

  it('is not requested again before some smaller ones have succeeded', async () => {
    const { addRecords, backfill, platform } = failing('XO_HTTP_TOO_LARGE', [], 5);
    await backfill();
    addRecords(200);
    platform.queries.length = 0;
    expect((await backfill()).ids).toEqual(range(30, 230));
    const isRefused = ({ limit }: HistoryQuery) => limit! > 5;
    expect(platform.queries.filter(isRefused).length).toBeLessThan(platform.queries.length / 4);
  });

  it.each(['XO_HTTP_TOO_LARGE', 'XO_HTTP_STATUS'] as const)(
    'costs only the record that cannot be read: %s',
    async (code) => {
      const { addRecords, backfill } = failing(code, ['35', '42']);
      await backfill();
      addRecords(20);
      const { ids } = await backfill();
      expect(ids).toEqual(range(30, 50).map((id) => (id === '35' ? 'gap-34' : id === '42' ? 'gap-41' : id)));
      addRecords(1);
      expect((await backfill()).ids, 'the gap is known to the next reading').toEqual(['50']);
    },
  );

  it.each(['XO_HTTP_TOO_LARGE', 'XO_HTTP_STATUS', 'XO_HTTP_BODY'] as const)(
    'is passed eventually if several records in a row cannot be read: %s',
    async (code) => {
      const { addRecords, backfill } = failing(code, ['35', '36', '37']);
      await backfill();
      addRecords(20);
      let ids: string[] = [];
      // Each reading tries one record further.
      for (let tries = 0; tries < 5 && !ids.length; tries++)
        ids = await backfill().then(
          (done) => done.ids,
          () => [],
        );
      expect(ids).toEqual([...range(30, 35), 'gap-34', ...range(38, 50)]);
    },
  );

  it('is not given up after the first response that may come from a proxy', async () => {
    const { addRecords, backfill } = failing('XO_HTTP_BODY', ['35']);
    await backfill();
    addRecords(20);
    await expect(backfill()).rejects.toMatchObject({ code: 'XO_HTTP_BODY' });
    expect((await backfill()).ids).toEqual(range(30, 50).map((id) => (id === '35' ? 'gap-34' : id)));
  });

  it('loses nothing while a proxy responds instead of the platform, with few requests', async () => {
    const { addRecords, backfill, platform, settings } = setup(3);
    await backfill();
    addRecords(20);
    settings.answer = async (query) => {
      platform.page(query);
      throw failure('XO_HTTP_BODY');
    };
    platform.queries.length = 0;
    for (let tries = 0; tries < 10; tries++) await expect(backfill()).rejects.toMatchObject({ code: 'XO_HTTP_BODY' });
    expect(platform.queries.length).toBeLessThanOrEqual(5 + 2 * 10);
    settings.answer = undefined;
    expect(await backfill()).toEqual({ ids: range(3, 23), complete: true });
  });

  it('is halved by older(), too', async () => {
    const { older } = failing('XO_HTTP_TOO_LARGE', ['25'], 4);
    const ids: string[] = [];
    for (let more = true; more && ids.length < 100; ) {
      const page = await older(20);
      ids.unshift(...page.ids.split(' ').filter(Boolean));
      more = page.hasMore;
    }
    expect(ids).toEqual(range(0, 30).map((id) => (id === '25' ? 'gap-24' : id)));
  });
});
