import { expect, it } from 'vitest';
import { adminOf, BOT, chat, startTestEmulator } from './setting.js';

it('reads debug logs, page after page', async () => {
  const emulator = await startTestEmulator();
  await chat(emulator, 'ann', ['One', 'Two']);
  const { debugLogs } = adminOf(emulator);
  const list = debugLogs.list({ botId: BOT.id, identity: 'ann', limit: 3 });
  const lengths = [];
  for await (const page of list.pages()) lengths.push(page.length);
  expect(lengths).toEqual([3, 1]);
  expect((await list.toArray())[0]).toEqual({
    timestamp: emulator.messages('ann')[0]!.createdOn,
    debugTitle: 'Message received',
    debugMessage: 'The user sent a message',
    debugLevel: 'Info',
    debugDetail: expect.stringContaining('ms-'),
    metaInfo: { channel: 'rtm', identity: 'ann' },
  });
  const summary = await debugLogs.list({ botId: BOT.id, identity: 'ann', minimumInfo: true }).first();
  expect(summary[0]).not.toHaveProperty('debugDetail');
  expect(() => debugLogs.list({ botId: BOT.id, identity: '' })).toThrow('identity is missing');
});
