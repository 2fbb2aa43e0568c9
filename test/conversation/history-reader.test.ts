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

/** A reader over a platform of `count` messages; `here` are those that the conversation has. */
function reading(count: number, here: string[] = []) {
  const platform = new FakeHistory();
  const say = (n: number) => {
    for (let i = 0; i < n; i++) platform.records.push(botRecord(`${platform.records.length}`, '', 1_000));
  };
  say(count);
  const settings = { answer: undefined as ((query: HistoryQuery) => Promise<HistoryPage>) | undefined };
  const timeline = createTimeline(() => {});
  const live = (...ids: string[]) => {
    for (const id of ids) timeline.insert(timeline.confirmed, timeline.confirmed.length, { message: chatMessage(id) });
  };
  live(...here);
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
  /** Each reading goes on from where the last one ended. */
  const fill = async (max = 1_000, floor?: SyncCursor, since?: number) => {
    const { added, newest, restart } = await history.backfill({ cursor: state.cursor, floor, since, max }, {});
    state.cursor = restart ?? newest;
    return { ids: idsIn(added), complete: !restart };
  };
  /** The same, and a reading that fails is gone on with by the next one. */
  const goOn = async () => {
    const { cursor, progress } = state;
    const { added, newest } = await history.backfill({ cursor, max: 1_000 }, {}, progress, (so) => {
      state.progress = so;
    });
    Object.assign(state, { cursor: newest, progress: undefined });
    return idsIn(added);
  };
  const older = async (limit: number) => {
    const { added, ...rest } = await history.older(limit, {});
    return { ids: idsIn(added).join(' '), ...rest };
  };
  return { platform, say, live, history, fill, goOn, older, settings, timeline, state };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `${from + i}`);

describe('fill', () => {
  it('gives what came since the last reading, oldest first', async () => {
    const { say, fill } = reading(3);
    await fill();
    say(4);
    expect(await fill()).toEqual({ ids: range(3, 7), complete: true });
    expect(await fill()).toEqual({ ids: [], complete: true });
  });

  it('for the first time only notes where the history stands: what is old is no gap', async () => {
    const { fill, state } = reading(50);
    expect(await fill()).toEqual({ ids: [], complete: true });
    expect(state.cursor!.serverId).toBe('49');
  });

  it('for the first time takes what lies behind the first message that is here', async () => {
    const { fill } = reading(50, ['46', '48']);
    expect((await fill()).ids).toEqual(['47', '49']);
  });

  it('of an empty history finds the very first messages later', async () => {
    const { say, fill } = reading(0);
    expect((await fill()).ids).toEqual([]);
    say(250);
    expect((await fill()).ids).toEqual(range(0, 250));
  });

  it('of nothing new is one small question', async () => {
    const { fill, platform } = reading(500);
    await fill();
    platform.queries.length = 0;
    await fill();
    expect(platform.queries).toEqual([{ offset: 0, limit: 10 }]);
  });

  it('of what came live is one question, however much it was', async () => {
    const { fill, say, live, platform } = reading(500);
    await fill();
    say(60);
    live(...range(500, 560));
    platform.queries.length = 0;
    expect((await fill()).ids).toEqual([]);
    expect(platform.queries).toHaveLength(1);
  });

  it('gives up at its limit, says so, and goes on from the newest', async () => {
    const { say, fill } = reading(1);
    await fill();
    say(1_000);
    const { ids, complete } = await fill(200);
    expect(complete).toBe(false);
    expect(ids.length).toBeGreaterThanOrEqual(200);
    expect(ids.at(-1)).toBe('1000');
    expect(await fill(200)).toEqual({ ids: [], complete: true });
  });

  it('puts what becomes visible between two pages behind what it follows', async () => {
    const { platform, say, fill, settings } = reading(2);
    await fill();
    say(8);
    platform.pageCap = 3;
    platform.overlap = 2;
    const late = new Set(['6', '7']);
    platform.isVisible = ({ _id }) => !late.has(_id!);
    settings.answer = async (query) => {
      const page = platform.page(query);
      late.clear();
      return page;
    };
    const { ids } = await fill();
    expect(ids).toEqual(range(2, 10).filter((id) => ids.includes(id)));
    expect((await fill()).ids).toEqual(range(2, 10).filter((id) => !ids.includes(id)));
  });

  it('that fails keeps the mark', async () => {
    const { say, fill, settings } = reading(1);
    await fill();
    say(3);
    settings.answer = () => Promise.reject(new Error('no'));
    await expect(fill()).rejects.toThrow('no');
    settings.answer = undefined;
    expect((await fill()).ids).toEqual(['1', '2', '3']);
  });

  it('that fails on the second page merges nothing: half a gap would be a hole', async () => {
    const { say, fill, settings, platform, timeline } = reading(1);
    await fill();
    say(60);
    let pages = 0;
    settings.answer = () => (pages++ ? Promise.reject(new Error('no')) : Promise.resolve(platform.page({ limit: 10 })));
    await expect(fill()).rejects.toThrow('no');
    expect(timeline.snapshot).toEqual([]);
  });

  it.each([1, 2, 5, 9])('keeps the order where %i messages of the same second come between two pages', async (more) => {
    const { say, fill, platform, settings } = reading(3);
    await fill();
    platform.pageCap = 3;
    say(10);
    let isFirst = true;
    settings.answer = async (query) => {
      const page = platform.page(query);
      if (isFirst) say(more);
      isFirst = false;
      return page;
    };
    const { ids, complete } = await fill();
    expect([ids, complete]).toEqual([range(3, 13), true]);
  });

  it('ends behind a cursor whose record is gone, by its time', async () => {
    const { fill, platform, state } = reading(0);
    for (let n = 0; n < 300; n++) platform.records.push(botRecord(`${n}`, '', 1_000 + n));
    await fill();
    platform.records.splice(299, 1);
    platform.records.push(botRecord('new', '', 2_000));
    platform.queries.length = 0;
    expect(await fill()).toEqual({ ids: ['new'], complete: true });
    expect(platform.queries).toHaveLength(1);
    expect(state.cursor!.serverId).toBe('new');
  });

  it('goes back to the floor for what is looked for, and merges from there on', async () => {
    const { fill, platform, live } = reading(0);
    for (let n = 0; n < 300; n++) platform.records.push(botRecord(`${n}`, '', 1_000 + n));
    await fill();
    live('150');
    expect((await fill(1_000, { serverId: '140', createdAt: 1_140 })).ids).toEqual(range(151, 300));
  });

  it('gives what was read and is from before the cursor, so that it is recognised when it comes again', async () => {
    const { history } = reading(50);
    const { earlier } = await history.backfill({ cursor: undefined, max: 1_000 }, {});
    expect(earlier.map(({ serverId }) => serverId)).toEqual(range(40, 50));
  });

  it('goes on where one has failed, and asks for nothing twice', async () => {
    const { say, fill, goOn, settings, platform, timeline } = reading(3);
    await fill();
    say(60);
    platform.pageCap = 7;
    platform.queries.length = 0;
    let calls = 0;
    settings.answer = async (query) => {
      if (++calls % 3 === 0) throw new Error('no');
      return platform.page(query);
    };
    let ids: string[] = [];
    for (let tries = 0; tries < 20 && !ids.length; tries++) {
      expect(timeline.snapshot, 'half a gap would be a hole').toEqual([]);
      ids = await goOn().catch(() => []);
    }
    expect(ids).toEqual(range(3, 63));
    // Of records of one second each page repeats one of the page before, as soon as that is known.
    expect(platform.queries.map(({ offset }) => offset)).toEqual([0, 7, 6, 12, 18, 24, 30, 36, 42, 48, 54]);
  });

  it('that goes on leaves what came meanwhile to the next one', async () => {
    const { say, fill, goOn, settings, platform, live } = reading(3);
    await fill();
    say(30);
    platform.pageCap = 7;
    let calls = 0;
    settings.answer = async (query) => {
      if (++calls === 3) throw new Error('no');
      return platform.page(query);
    };
    await expect(goOn()).rejects.toThrow('no');
    say(40);
    live('70', '71', '72');
    expect(await goOn()).toEqual(range(3, 33));
    expect(await goOn()).toEqual(range(33, 70));
  });

  it.each([undefined, 200])('tells no gap where only what is looked for is too far: %s', async (since) => {
    const { fill, platform } = reading(0);
    for (let n = 0; n < 300; n++) platform.records.push(botRecord(`${n}`, '', n));
    await fill();
    platform.records.push(botRecord('300', '', 300));
    expect(await fill(20, { serverId: '5', createdAt: 5 }, since)).toEqual({ ids: ['300'], complete: true });
  });

  it('without a cursor begins before the first message that is here, for what becomes visible late', async () => {
    const { history } = reading(20, ['15', '18']);
    const { added, origin, newest } = await history.backfill({ cursor: undefined, max: 1_000 }, {});
    expect(added.map(({ message }) => message.id)).toEqual(['16', '17', '19']);
    expect([origin?.serverId, newest.serverId]).toEqual(['14', '19']);
    const { origin: none } = await reading(20).history.backfill({ cursor: undefined, max: 1_000 }, {});
    expect(none).toBeUndefined();
  });

  it('ends where a page is empty though more is promised', async () => {
    const { fill, settings, say } = reading(1);
    await fill();
    say(1);
    settings.answer = async () => ({ total: 99, moreAvailable: true, messages: [] });
    expect((await fill()).ids).toEqual([]);
  });
});

describe('older', () => {
  it('gives one page after the other, back to the beginning', async () => {
    const { older } = reading(5);
    expect(await older(2)).toEqual({ ids: '3 4', moreAvailable: true, total: 5 });
    expect(await older(2)).toEqual({ ids: '1 2', moreAvailable: true, total: 5 });
    expect(await older(2)).toEqual({ ids: '0', moreAvailable: false, total: 5 });
    expect(await older(2)).toMatchObject({ ids: '', moreAvailable: false });
  });

  it('joins what came live', async () => {
    const { older } = reading(10, range(7, 10));
    expect((await older(4)).ids).toBe('3 4 5 6');
  });

  it('joins also when some of what is here is not in the history', async () => {
    const { older } = reading(10, [...range(8, 10), 'a', 'b', 'c']);
    expect((await older(4)).ids).toMatch(/7$/);
  });

  it('leaves no hole to what is here when messages came while nobody looked', async () => {
    const { older, say } = reading(10);
    await older(3);
    say(5);
    const here = [7, 8, 9, ...(await older(3)).ids.split(' ').map(Number)].sort((a, b) => a - b);
    expect(here).toEqual(Array.from(here, (_, i) => here[0]! + i));
  });

  it('called twice at once gives two pages', async () => {
    const { older } = reading(6);
    expect(await Promise.all([older(2), older(2)])).toMatchObject([{ ids: '4 5' }, { ids: '2 3' }]);
  });

  it('goes on after a failure', async () => {
    const { older, settings } = reading(4);
    settings.answer = () => Promise.reject(new Error('no'));
    await expect(older(2)).rejects.toThrow('no');
    settings.answer = undefined;
    expect((await older(2)).ids).toBe('2 3');
  });

  it('asks for no more than the platform gives', async () => {
    const { older, platform } = reading(500);
    await older(100);
    await older(1_000);
    for (const { limit } of platform.queries) expect(limit).toBeLessThanOrEqual(100);
  });

  it('ends on a platform that always promises more', async () => {
    const { older, settings } = reading(0);
    settings.answer = async () => ({ total: 9, moreAvailable: true, messages: [] });
    expect((await older(2)).ids).toBe('');
  });
});

describe('a page that is too much', () => {
  const failure = (code: 'http_too_large' | 'http_body' | 'http_status') =>
    new HttpError(code, 'unable to read', { status: 200, platformCode: undefined, retryAfterMs: undefined });
  /** A platform whose answers fail where they hold a record of `bad`, or more than `most` records. */
  function failing(code: Parameters<typeof failure>[0], bad: string[], most = Infinity, count = 30) {
    const test = reading(count);
    const isBad = ({ messages }: HistoryPage) =>
      messages.length > most || messages.some(({ _id }) => bad.includes(_id!));
    test.settings.answer = async (query) => {
      const page = test.platform.page(query);
      if (isBad(page)) throw failure(code);
      return page;
    };
    return test;
  }

  it.each(['http_too_large', 'http_body', 'http_status'] as const)('is asked for in halves: %s', async (code) => {
    const { say, fill, settings, platform } = failing(code, [], 4);
    await fill();
    say(40);
    platform.queries.length = 0;
    expect(await fill()).toEqual({ ids: range(30, 70), complete: true });
    expect(Math.max(...platform.queries.slice(4).map(({ limit }) => limit!))).toBeLessThanOrEqual(8);
    settings.answer = undefined;
    say(300);
    platform.queries.length = 0;
    expect((await fill()).ids).toEqual(range(70, 370));
    expect(platform.queries.at(-1)!.limit, 'is more again when it can').toBe(100);
  });

  it('is not asked for again before some smaller ones were good', async () => {
    const { say, fill, platform } = failing('http_too_large', [], 5);
    await fill();
    say(200);
    platform.queries.length = 0;
    expect((await fill()).ids).toEqual(range(30, 230));
    const isRefused = ({ limit }: HistoryQuery) => limit! > 5;
    expect(platform.queries.filter(isRefused).length).toBeLessThan(platform.queries.length / 4);
  });

  it.each(['http_too_large', 'http_status'] as const)('costs no more than the one record that is: %s', async (code) => {
    const { say, fill } = failing(code, ['35', '42']);
    await fill();
    say(20);
    const { ids } = await fill();
    expect(ids).toEqual(range(30, 50).map((id) => (id === '35' ? 'gap-34' : id === '42' ? 'gap-41' : id)));
    say(1);
    expect((await fill()).ids, 'the gap is the same one later').toEqual(['50']);
  });

  it.each(['http_too_large', 'http_status', 'http_body'] as const)(
    'ends at last, also where several in a row are: %s',
    async (code) => {
      const { say, fill } = failing(code, ['35', '36', '37']);
      await fill();
      say(20);
      let ids: string[] = [];
      // Each reading looks one record further.
      for (let tries = 0; tries < 5 && !ids.length; tries++)
        ids = await fill().then(
          (done) => done.ids,
          () => [],
        );
      expect(ids).toEqual([...range(30, 35), 'gap-34', ...range(38, 50)]);
    },
  );

  it('is not given up at the first answer that may be of somebody on the way', async () => {
    const { say, fill } = failing('http_body', ['35']);
    await fill();
    say(20);
    await expect(fill()).rejects.toMatchObject({ code: 'http_body' });
    expect((await fill()).ids).toEqual(range(30, 50).map((id) => (id === '35' ? 'gap-34' : id)));
  });

  it('loses nothing while a proxy answers in place of the platform, and asks little', async () => {
    const { say, fill, platform, settings } = reading(3);
    await fill();
    say(20);
    settings.answer = async (query) => {
      platform.page(query);
      throw failure('http_body');
    };
    platform.queries.length = 0;
    for (let tries = 0; tries < 10; tries++) await expect(fill()).rejects.toMatchObject({ code: 'http_body' });
    expect(platform.queries.length).toBeLessThanOrEqual(5 + 2 * 10);
    settings.answer = undefined;
    expect(await fill()).toEqual({ ids: range(3, 23), complete: true });
  });

  it('is halved for older messages, too', async () => {
    const { older } = failing('http_too_large', ['25'], 4);
    const ids: string[] = [];
    for (let more = true; more && ids.length < 100; ) {
      const page = await older(20);
      ids.unshift(...page.ids.split(' ').filter(Boolean));
      more = page.moreAvailable;
    }
    expect(ids).toEqual(range(0, 30).map((id) => (id === '25' ? 'gap-24' : id)));
  });
});
