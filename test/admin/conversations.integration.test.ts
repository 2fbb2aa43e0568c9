import { describe, expect, it } from 'vitest';
import { textOfMessage } from '../../src/admin/index.js';
import { adminOf, BOT, chat, failureOf, startTestEmulator } from './setting.js';

describe('conversations', () => {
  it('gives the messages as they are stored, newest first', async () => {
    const emulator = await startTestEmulator();
    await chat(emulator, 'ann', ['One', 'Two']);
    const messages = await adminOf(emulator).conversations.list({ botId: BOT.id, userId: 'ann' }).toArray();
    expect(messages).toEqual([...emulator.messages('ann')].reverse());
    expect(textOfMessage(messages.at(-1)!)).toBe('One');
  });

  it.each([
    ['version 1 by POST', {}],
    ['version 1 by GET', { method: 'GET' }],
    ['version 2 by POST', { version: 2 }],
    ['version 2 by GET', { version: 2, method: 'GET' }],
  ] as const)('reads all pages: %s', async (_, form) => {
    const emulator = await startTestEmulator();
    await chat(emulator, 'ann', ['One', 'Two', 'Three']);
    const list = adminOf(emulator).conversations.list({ botId: BOT.id, userId: 'ann', limit: 4, ...form });
    const pages = [];
    for await (const page of list.pages()) pages.push([page.total, page.hasMore, page.messages.length]);
    expect(pages).toEqual([
      [6, true, 4],
      [6, false, 2],
    ]);
    expect((await list.toArray()).map(({ _id }) => _id)).toEqual(
      emulator
        .messages('ann')
        .map(({ _id }) => _id)
        .reverse(),
    );
  });

  it('goes forward, by session, for the account, with trace ids', async () => {
    const emulator = await startTestEmulator();
    await chat(emulator, 'ann', ['One']);
    await chat(emulator, 'ben', ['Two']);
    const { conversations } = adminOf(emulator);
    const sessionId = [String(emulator.messages('ben')[0]!.sessionId)];
    const ofBen = await conversations.list({ sessionId, forward: true, includeTraceId: true }).toArray();
    expect(ofBen.map(({ type, traceId }) => [type, typeof traceId])).toEqual([
      ['incoming', 'string'],
      ['outgoing', 'undefined'],
    ]);
    expect(await conversations.list().toArray()).toHaveLength(4);
  });

  it('reads around a message', async () => {
    const emulator = await startTestEmulator();
    await chat(emulator, 'ann', ['One', 'Two']);
    const ids = emulator.messages('ann').map(({ _id }) => _id);
    const { conversations } = adminOf(emulator);
    const read = async (direction: 'older' | 'newer', limit: number) => {
      const page = await conversations.around({ botId: BOT.id, msgId: ids[1]!, direction, limit });
      return page.messages.map(({ _id }) => _id);
    };
    expect(await read('newer', 2)).toEqual(ids.slice(1, 3));
    expect(await read('newer', 1)).toEqual([ids[1]]);
    expect(await read('older', 5)).toEqual([ids[1], ids[0]]);
    expect(await failureOf(conversations.around({ botId: BOT.id, msgId: 'ms-none' }))).toMatchObject({ status: 400 });
  });

  it('rejects arguments that no server would accept', async () => {
    const { conversations } = adminOf(await startTestEmulator());
    const botId = BOT.id;
    expect(() => conversations.list({ botId, limit: 101 })).toThrow('from 1 to 100');
    expect(() => conversations.list({ botId, version: 2, limit: 10_001 })).toThrow('from 1 to 10000');
    expect(() => conversations.list({ botId, method: 'GET' })).toThrow('by GET it needs a userId');
    expect(() => conversations.list({ botId, method: 'GET', userId: 'a', forward: true })).toThrow(
      'known to POST only',
    );
    await expect(conversations.list({ version: 2 }).toArray()).rejects.toThrow('only version 1, by POST');
  });
});
