import { describe, expect, it } from 'vitest';
import { adminOf, BOT, chat, startTestEmulator } from './setting.js';

const DAY_MS = 86_400_000;

describe('sessions', () => {
  it('returns the actual conversation, in the documented shape', async () => {
    const emulator = await startTestEmulator();
    await chat(emulator, 'ann', ['Hi', 'Bye']);
    const [session, ...others] = await adminOf(emulator).sessions.list({ botId: BOT.id }).toArray();
    expect(others).toEqual([]);
    expect(session).toEqual({
      sessionId: emulator.messages('ann')[0]!.sessionId,
      botId: BOT.id,
      channel: 'rtm',
      userId: emulator.users[0]!.id,
      start_time: emulator.messages('ann')[0]!.createdOn,
      end_time: emulator.messages('ann').at(-1)!.createdOn,
      session_lang: ['en'],
      sessionType: 'interactive',
      containmentType: 'selfService',
      isDeveloper: false,
      sessionStatus: 'active',
      tags: { userTags: [], sessionTags: [], altText: [] },
      noOfMessagesExchanged: 4,
      noOfTasksExecuted: 1,
    });
  });

  it('reads page after page, by bot and for the whole account', async () => {
    const emulator = await startTestEmulator();
    for (const name of ['ann', 'ben', 'cem']) await chat(emulator, name, ['Hi']);
    const { sessions } = adminOf(emulator);
    const list = sessions.list({ botId: BOT.id, limit: 2 });
    const pages = [];
    for await (const page of list.pages()) pages.push([page.total, page.moreAvailable, page.sessions.length]);
    expect(pages).toEqual([
      [3, true, 2],
      [3, false, 1],
    ]);
    const ids = (await list.toArray()).map(({ sessionId }) => sessionId);
    expect(new Set(ids).size).toBe(3);
    expect((await sessions.list().toArray()).map(({ sessionId }) => sessionId)).toEqual(ids);
  });

  it('filters by user, type and ids, and reports ids that do not exist', async () => {
    const emulator = await startTestEmulator();
    for (const name of ['ann', 'ben']) await chat(emulator, name, ['Hi']);
    const { sessions } = adminOf(emulator);
    const [ben] = await sessions.list({ botId: BOT.id, userId: 'ben' }).toArray();
    expect(ben!.sessionId).toBe(emulator.messages('ben')[0]!.sessionId);
    expect(await sessions.list({ botId: BOT.id, sessionType: 'non-interactive' }).toArray()).toEqual([]);
    expect(await sessions.list({ botId: BOT.id, containmentType: 'agent' }).toArray()).toEqual([]);
    const page = await sessions.list({ botId: BOT.id, sessionId: [ben!.sessionId, 'f'.repeat(24)] }).first();
    expect(page).toMatchObject({ sessions: [ben], invalidSessions: ['f'.repeat(24)] });
  });

  it('reads three weeks in windows that the platform accepts', async () => {
    let now = Date.parse('2026-03-01T12:00:00Z');
    const emulator = await startTestEmulator({ clock: { now: () => now } });
    const starts = [];
    for (const name of ['ann', 'ben', 'cem', 'dev']) {
      starts.unshift(new Date(now).toISOString());
      await chat(emulator, name, ['Hi']);
      now += 7 * DAY_MS;
    }
    // The dates of the JWTs must be of that time as well.
    const { createJwtSigner } = await import('../../src/server/index.js');
    const signer = createJwtSigner({
      clientId: 'cs-test',
      clientSecret: emulator.clientSecret,
      clock: { now: () => now },
    });
    const { sessions } = adminOf(emulator, { getJwt: () => signer.signForApi() });
    const range = { from: '2026-03-01', to: '2026-03-31' };
    const found = await sessions.list({ botId: BOT.id, ...range }).toArray();
    expect(found.map(({ start_time }) => start_time)).toEqual(starts);
    expect(emulator.received.length).toBeGreaterThan(0);
  });

  it('reports wrong arguments immediately', async () => {
    const { sessions } = adminOf(await startTestEmulator());
    expect(() => sessions.list({ from: '2026-02-01', to: '2026-01-01' })).toThrow('from is later than to');
    expect(() => sessions.list({ from: 'yesterday' })).toThrow('from is not a date');
    expect(() => sessions.list({ sessionId: [] })).toThrow('sessionId must name at least one');
    expect(() => sessions.list({ limit: 0 })).toThrow('limit must be a whole number');
    expect(() => sessions.list({ botId: ' ' })).toThrow('botId is missing');
  });
});
