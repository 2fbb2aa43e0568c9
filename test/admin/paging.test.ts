import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.js';
import { failureOf } from './setting.js';

const all = Array.from({ length: 7 }, (_, index) => ({ _id: `r${index}`, roleType: 'bot', role: `Role ${index}` }));

/** A server that takes `offset` for the number of a page, for a number of items, or not at all. */
const rolesBy = (unit: 'page' | 'item' | 'none') =>
  fakeServer(({ url }) => {
    const limit = Number(url.searchParams.get('limit'));
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const start = unit === 'page' ? offset * limit : unit === 'item' ? offset : 0;
    const roles = all.slice(start, start + limit);
    return { total: all.length, availableMore: start + roles.length < all.length, roles };
  });

describe('pages without a documented way to the next', () => {
  it.each(['page', 'item'] as const)('are read to the end where offset counts by %s', async (unit) => {
    const { admin } = rolesBy(unit);
    expect(await admin.roles.list({ roleType: 'bot', limit: 3 }).toArray()).toEqual(all);
  });

  it('are not silently short where the server ignores offset', async () => {
    const { admin } = rolesBy('none');
    const error = await failureOf(admin.roles.list({ roleType: 'bot', limit: 3 }).toArray());
    expect(error).toMatchObject({
      code: 'protocol_answer',
      message: expect.stringContaining('repeats what it has given'),
    });
  });

  it('end with an empty one, whatever it says', async () => {
    const { admin, asked } = fakeServer(() => ({ availableMore: true, roles: [] }));
    expect(await admin.roles.list({ roleType: 'bot' }).toArray()).toEqual([]);
    expect(asked).toHaveLength(1);
  });
});

describe('sessions', () => {
  it('that move while they are read come once', async () => {
    // A new session comes in front between the first page and the second.
    const pages = [
      { total: 3, moreAvailable: true, sessions: [{ sessionId: 'c' }, { sessionId: 'b' }] },
      { total: 4, moreAvailable: false, sessions: [{ sessionId: 'b' }, { sessionId: 'a' }] },
    ];
    const { admin, asked } = fakeServer((_asked, number) => pages[number - 1]);
    const ids = (await admin.sessions.list({ limit: 2 }).toArray()).map(({ sessionId }) => sessionId);
    expect(ids).toEqual(['c', 'b', 'a']);
    expect(asked[1]!.body).toMatchObject({ skip: 2, limit: 2 });
  });

  it('are asked for with explicit dates, less than 7 days apart', async () => {
    const { admin, asked } = fakeServer(() => ({ total: 0, moreAvailable: false, sessions: [] }));
    await admin.sessions
      .list({ botId: 'st-1', from: '2026-01-01', to: '2026-01-15', containmentType: 'agent' })
      .toArray();
    expect(asked.map(({ body }) => body)).toEqual([
      { dateFrom: '2026-01-09T00:00:00.000Z', dateTo: '2026-01-15T00:00:00.000Z', skip: 0, limit: 100 },
      { dateFrom: '2026-01-02T23:59:59.999Z', dateTo: '2026-01-08T23:59:59.999Z', skip: 0, limit: 100 },
      { dateFrom: '2026-01-01T00:00:00.000Z', dateTo: '2026-01-02T23:59:59.998Z', skip: 0, limit: 100 },
    ]);
    expect(asked[0]!.url.search).toBe('?containmentType=agent');
  });

  it('are asked for 50 ids at a time, and without dates', async () => {
    const { admin, asked } = fakeServer(() => ({ sessions: [] }));
    await admin.sessions.list({ sessionId: Array.from({ length: 120 }, (_, index) => `s${index}`) }).toArray();
    expect(asked.map(({ body }) => (body as { sessionId: string[] }).sessionId.length)).toEqual([50, 50, 20]);
    expect(asked[0]!.body).not.toHaveProperty('dateFrom');
  });

  it('wait for the documented minute rather than be refused', async () => {
    const { admin, asked, clock } = fakeServer((_asked, number) => ({
      moreAvailable: number < 61,
      sessions: [{ sessionId: `s${number}` }],
    }));
    expect(await admin.sessions.list({ botId: 'st-1' }).toArray()).toHaveLength(61);
    expect(clock.waits).toEqual([60_000]);
    expect(asked[60]!.at - asked[0]!.at).toBe(60_000);
  });
});

describe('conversations', () => {
  it('skip sessions where the platform counts them', async () => {
    const message = (id: string, sessionId: string) => ({ _id: id, sessionId });
    const pages = [
      { moreAvailable: true, messages: [message('1', 'a'), message('2', 'a'), message('3', 'b')] },
      { moreAvailable: false, messages: [message('4', 'c')] },
    ];
    const { admin, asked } = fakeServer((_asked, number) => pages[number - 1]);
    await admin.conversations.list({ botId: 'st-1', skipUnit: 'sessions' }).toArray();
    expect(asked.map(({ body }) => (body as { skip: number }).skip)).toEqual([0, 2]);
  });
});
