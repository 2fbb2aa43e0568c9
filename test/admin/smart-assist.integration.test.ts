import { describe, expect, it } from 'vitest';
import { adminOf, BOT, chat, failureOf, startTestEmulator } from './setting.js';

const accountId = 'a'.repeat(24);

describe('SmartAssist', () => {
  it('gives the latest sessions that are over', async () => {
    let now = Date.now();
    const emulator = await startTestEmulator({ sessionIdleMs: 1000, clock: { now: () => now } });
    await chat(emulator, 'ann', ['Hi']);
    const { smartAssist } = adminOf(emulator);
    expect(await smartAssist.intentRealtimeData({ botId: BOT.id, accountId })).toEqual([]);
    now += 2000;
    const [record] = await smartAssist.intentRealtimeData({ botId: BOT.id, accountId });
    expect(record).toEqual({
      intent: ['Demo Task'],
      ANI: 'ann',
      DNI: BOT.id,
      channel: 'rtm',
      startTime: expect.stringMatching(/\+00:00$/),
      endTime: expect.stringMatching(/\+00:00$/),
      status: 'completed',
      timeHandled: expect.stringMatching(/^\d+s$/),
      deflectedTo: null,
      userId: emulator.users[0]!.id,
      sessionId: emulator.messages('ann')[0]!.sessionId,
    });
  });

  it('gives the status of all agents, page after page: version 1.1', async () => {
    const { smartAssist } = adminOf(await startTestEmulator());
    const query = { accountId, botId: BOT.id, from: '2026-01-01', to: '2026-01-01', granularity: 'PT12H' } as const;
    const list = smartAssist.userStatus({ ...query, limit: 1 });
    expect(await list.first()).toMatchObject({ hasMore: true, limit: 1, offset: 0 });
    const agents = await list.toArray();
    expect(agents.map(({ email }) => email)).toEqual(['demo.agent@example.com', 'second.agent@example.com']);
    expect(agents[0]!.timeInterval).toEqual([
      {
        startTime: '2026-01-01T00:00:00.000Z',
        endTime: '2026-01-01T12:00:00.000Z',
        status: [
          { metric: 'AgentStatus', value: 'Available', stats: { sum: '43200 sec' } },
          { metric: 'AgentState', value: 'Available:Idle', stats: { sum: '43200 sec' } },
        ],
      },
      { startTime: '2026-01-01T12:00:00.000Z', endTime: '2026-01-02T00:00:00.000Z', status: [] },
    ]);
    const one = smartAssist.userStatus({ ...query, agents: ['second.agent@example.com'] });
    expect(await one.toArray()).toHaveLength(1);
  });

  it('reads the older form, without a version, into the same shape', async () => {
    const { smartAssist } = adminOf(await startTestEmulator());
    const list = smartAssist.userStatus({
      version: '1',
      accountId,
      from: '2026-01-01T00:00:00Z',
      to: '2026-01-01T01:00:00Z',
      granularity: 20,
    });
    const [agent] = await list.toArray();
    expect(agent).toMatchObject({
      email: 'demo.agent@example.com',
      emailId: 'demo.agent@example.com',
      firstName: 'Demo',
    });
    expect(agent!.timeInterval).toHaveLength(3);
    expect((await list.first()).older).toHaveProperty(agent!.userId);
  });

  it('rejects arguments that no server would accept', async () => {
    const { smartAssist } = adminOf(await startTestEmulator());
    const query = { accountId, botId: BOT.id, from: '2026-01-01', to: '2026-01-02' };
    const wrong = 'PT7M' as 'PT15M';
    expect(() => smartAssist.userStatus({ ...query, granularity: wrong })).toThrow('granularity must be one of PT15M');
    expect(() => smartAssist.userStatus({ ...query, version: '1', granularity: 0 })).toThrow('a number of minutes');
    expect(() => smartAssist.userStatus({ ...query, to: '2025-01-01', granularity: 'PT1H' })).toThrow('later than to');
    const odd = smartAssist.intentRealtimeData({ botId: BOT.id, accountId: '64…' });
    expect(await failureOf(odd)).toMatchObject({ code: 'XO_CONFIG_INVALID' });
    const lacking = smartAssist.intentRealtimeData({ botId: BOT.id, accountId: '' });
    expect(await failureOf(lacking)).toMatchObject({ code: 'XO_CONFIG_INVALID' });
  });
});
