import { describe, expect, it } from 'vitest';
import type { AdminClient, PagedList } from '../../src/admin/index.js';
import { fakeServer, type SentRequest } from './fake-server.js';
import { failureOf } from './setting.js';

const all = Array.from({ length: 7 }, (_, index) => ({ _id: `r${index}`, roleType: 'bot', role: `Role ${index}` }));

/** A server that reads `offset` as the number of a page, as a number of items, or not at all. */
const rolesBy = (unit: 'page' | 'item' | 'none') =>
  fakeServer(({ url }) => {
    const limit = Number(url.searchParams.get('limit'));
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const start = unit === 'page' ? offset * limit : unit === 'item' ? offset : 0;
    const roles = all.slice(start, start + limit);
    return { total: all.length, availableMore: start + roles.length < all.length, roles };
  });

describe('pages whose positions are not documented', () => {
  it.each(['page', 'item'] as const)('are read to the end where offset counts by %s', async (unit) => {
    const { admin } = rolesBy(unit);
    expect(await admin.roles.list({ roleType: 'bot', limit: 3 }).toArray()).toEqual(all);
  });

  it('are not silently short where the server ignores offset', async () => {
    const { admin } = rolesBy('none');
    const error = await failureOf(admin.roles.list({ roleType: 'bot', limit: 3 }).toArray());
    expect(error).toMatchObject({
      code: 'XO_PROTOCOL_ANSWER',
      message: expect.stringContaining('repeats what it has given'),
    });
  });

  it('end with an empty page, whatever it says', async () => {
    const { admin, sent } = fakeServer(() => ({ availableMore: true, roles: [] }));
    expect(await admin.roles.list({ roleType: 'bot' }).toArray()).toEqual([]);
    expect(sent).toHaveLength(1);
  });
});

describe('sessions', () => {
  it('that move while they are read are returned once', async () => {
    // A new session is added to the front between the first page and the second.
    const pages = [
      { total: 3, moreAvailable: true, sessions: [{ sessionId: 'c' }, { sessionId: 'b' }] },
      { total: 4, moreAvailable: false, sessions: [{ sessionId: 'b' }, { sessionId: 'a' }] },
    ];
    const { admin, sent } = fakeServer((_request, number) => pages[number - 1]);
    const ids = (await admin.sessions.list({ limit: 2 }).toArray()).map(({ sessionId }) => sessionId);
    expect(ids).toEqual(['c', 'b', 'a']);
    expect(sent[1]!.body).toMatchObject({ skip: 2, limit: 2 });
  });

  it('are requested with explicit dates, less than 7 days apart', async () => {
    const { admin, sent } = fakeServer(() => ({ total: 0, moreAvailable: false, sessions: [] }));
    await admin.sessions
      .list({ botId: 'st-1', from: '2026-01-01', to: '2026-01-15', containmentType: 'agent' })
      .toArray();
    expect(sent.map(({ body }) => body)).toEqual([
      { dateFrom: '2026-01-09T00:00:00.000Z', dateTo: '2026-01-15T00:00:00.000Z', skip: 0, limit: 100 },
      { dateFrom: '2026-01-02T23:59:59.999Z', dateTo: '2026-01-08T23:59:59.999Z', skip: 0, limit: 100 },
      { dateFrom: '2026-01-01T00:00:00.000Z', dateTo: '2026-01-02T23:59:59.998Z', skip: 0, limit: 100 },
    ]);
    expect(sent[0]!.url.search).toBe('?containmentType=agent');
  });

  it('are requested 50 ids at a time, and without dates', async () => {
    const { admin, sent } = fakeServer(() => ({ sessions: [] }));
    await admin.sessions.list({ sessionId: Array.from({ length: 120 }, (_, index) => `s${index}`) }).toArray();
    expect(sent.map(({ body }) => (body as { sessionId: string[] }).sessionId.length)).toEqual([50, 50, 20]);
    expect(sent[0]!.body).not.toHaveProperty('dateFrom');
  });

  it('wait for the documented minute instead of exceeding the limit', async () => {
    const { admin, sent, clock } = fakeServer((_request, number) => ({
      moreAvailable: number < 61,
      sessions: [{ sessionId: `s${number}` }],
    }));
    expect(await admin.sessions.list({ botId: 'st-1' }).toArray()).toHaveLength(61);
    expect(clock.waits).toEqual([60_000]);
    expect(sent[60]!.at - sent[0]!.at).toBe(60_000);
  });
});

describe('conversations', () => {
  it('skip sessions where the platform counts them', async () => {
    const message = (id: string, sessionId: string) => ({ _id: id, sessionId });
    const pages = [
      { moreAvailable: true, messages: [message('1', 'a'), message('2', 'a'), message('3', 'b')] },
      { moreAvailable: false, messages: [message('4', 'c')] },
    ];
    const { admin, sent } = fakeServer((_request, number) => pages[number - 1]);
    await admin.conversations.list({ botId: 'st-1', skipUnit: 'sessions' }).toArray();
    expect(sent.map(({ body }) => (body as { skip: number }).skip)).toEqual([0, 2]);
  });
});

interface Kind {
  /** The page of the fake server with this many items, from this position. */
  page(start: number, count: number): object;
  /** The position that a request asks for. */
  startOf(sent: SentRequest): number;
  list(admin: AdminClient, limit: number): PagedList<unknown, unknown>;
}

const items = (start: number, count: number, make: (index: number) => object) =>
  Array.from({ length: Math.max(0, count) }, (_, index) => make(start + index));
const bodyOf = ({ body }: SentRequest) => (body as { skip?: number }).skip ?? 0;
const offsetOf = ({ url }: SentRequest) => Number(url.searchParams.get('offset') ?? 0);
const ENTRY = { timestamp: '2026-01-31T08:00:00Z' };

/** Every list with pages. `more` is the value with which the server says whether more follow. */
const kinds = (more: unknown, total?: number): Record<string, Kind> => ({
  sessions: {
    page: (start, count) => ({
      moreAvailable: more,
      total,
      sessions: items(start, count, (index) => ({ sessionId: `s${index}` })),
    }),
    startOf: bodyOf,
    list: (admin, limit) => admin.sessions.list({ sessionId: ['s1'], limit }),
  },
  conversations: {
    page: (start, count) => ({
      moreAvailable: more,
      total,
      messages: items(start, count, (index) => ({ _id: `m${index}` })),
    }),
    startOf: bodyOf,
    list: (admin, limit) => admin.conversations.list({ sessionId: ['s1'], limit }),
  },
  'user status': {
    page: (start, count) => ({ hasMore: more, data: items(start, count, (index) => ({ userId: `u${index}` })) }),
    startOf: offsetOf,
    list: (admin, limit) =>
      admin.smartAssist.userStatus({
        botId: 'st-1',
        accountId: 'a',
        from: '2026-01-01',
        to: '2026-01-02',
        granularity: 'PT1H',
        limit,
      }),
  },
  roles: {
    page: (start, count) => ({
      availableMore: more,
      total,
      roles: items(start, count, (index) => ({ _id: `r${index}` })),
    }),
    startOf: (sent) => offsetOf(sent) * 10,
    list: (admin, limit) => admin.roles.list({ roleType: 'bot', limit }),
  },
  users: {
    page: (start, count) => ({
      availableMore: more,
      total,
      users: items(start, count, (index) => ({ userId: `u${index}` })),
    }),
    startOf: (sent) => offsetOf(sent) * 10,
    list: (admin, limit) => admin.users.list({ limit }),
  },
});

const debugLogs: Kind = {
  page: (start, count) => items(start, count, (index) => ({ ...ENTRY, debugTitle: `step ${index}` })),
  startOf: offsetOf,
  list: (admin, limit) => admin.debugLogs.list({ botId: 'st-1', identity: 'ann', limit }),
};

describe('a server that ignores the position', () => {
  it.each(Object.entries({ ...kinds(true), 'debug logs': debugLogs }))(
    'and reports more items ends the list with an error: %s',
    async (_name, { page, list }) => {
      const { admin, sent } = fakeServer(() => page(0, 10));
      const error = await failureOf(list(admin, 10).toArray());
      expect(error).toMatchObject({
        code: 'XO_PROTOCOL_ANSWER',
        message: expect.stringContaining('repeats what it has given'),
      });
      expect(sent).toHaveLength(2);
    },
  );

  it.each(Object.entries({ ...kinds(undefined), 'debug logs': debugLogs }))(
    'and has sent all items ends the list: %s',
    async (_name, { page, list }) => {
      const { admin } = fakeServer(() => page(0, 7));
      expect(await list(admin, 10).toArray()).toHaveLength(7);
    },
  );

  it('is detected when its pages alternate', async () => {
    const { admin } = fakeServer((_request, number) => debugLogs.page(number % 2 ? 0 : 10, 10));
    expect(await failureOf(debugLogs.list(admin, 10).toArray())).toMatchObject({ code: 'XO_PROTOCOL_ANSWER' });
  });
});

describe('a server that returns fewer items than requested', () => {
  it.each(Object.entries({ ...kinds(true), 'debug logs': debugLogs }))(
    'is read to the end: %s',
    async (name, { page, list, startOf }) => {
      const { admin } = fakeServer((sent) => {
        const start = name === 'roles' || name === 'users' ? startOf(sent) / 2 : startOf(sent);
        return page(start, Math.min(5, 23 - start));
      });
      expect(await list(admin, 10).toArray()).toHaveLength(23);
    },
  );
});

describe('a server that reports no more items', () => {
  it.each(Object.entries(kinds(false)))('ends the list: %s', async (_name, { page, list }) => {
    const { admin, sent } = fakeServer(() => page(0, 10));
    expect(await list(admin, 10).toArray()).toHaveLength(10);
    expect(sent).toHaveLength(1);
  });

  it.each(Object.entries(kinds(false, 23)).filter(([name]) => name !== 'user status'))(
    'does not end the list below its own total: %s',
    async (_name, { page, list, startOf }) => {
      const { admin } = fakeServer((sent) => page(startOf(sent), Math.min(10, 23 - startOf(sent))));
      expect(await list(admin, 10).toArray()).toHaveLength(23);
    },
  );

  it('and whose total is too high gets one more request', async () => {
    const { sessions } = kinds(false, 99);
    const { admin, sent } = fakeServer((one) => sessions!.page(0, sessions!.startOf(one) ? 0 : 4));
    expect(await sessions!.list(admin, 10).toArray()).toHaveLength(4);
    expect(sent).toHaveLength(2);
  });
});

it('overlapping windows of time do not count as repetition', async () => {
  const { admin } = fakeServer(() => ({ moreAvailable: false, sessions: [{ sessionId: 'over midnight' }] }));
  expect(await admin.sessions.list({ from: '2026-01-01', to: '2026-01-31' }).toArray()).toHaveLength(1);
});

describe('hasMore of a page', () => {
  it.each([
    [true, true],
    [1, true],
    ['true', true],
    [false, false],
    [0, false],
    ['false', false],
  ])('is, of %j in the answer, %j in every list', async (flag, hasMore) => {
    for (const [name, { page, list }] of Object.entries(kinds(flag))) {
      const { admin } = fakeServer(() => page(0, 3));
      expect([name, await list(admin, 10).first()]).toMatchObject([name, { hasMore }]);
    }
  });

  it('is missing when the platform does not say', async () => {
    for (const { page, list } of Object.values(kinds(undefined))) {
      const { admin } = fakeServer(() => page(0, 3));
      expect(await list(admin, 10).first()).not.toHaveProperty('hasMore');
    }
  });
});
