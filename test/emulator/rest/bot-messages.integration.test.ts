import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import type { HistoryPage } from '../../../src/protocol/history.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';
import { call, emulators, type Json, PlatformUser, StandingClock, shapeOf } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

/** A user with `count` messages of the bot: m1 … mN. */
async function withMessages(count: number, options: object = {}) {
  const emulator = await started.start(options);
  const user = await PlatformUser.of(emulator);
  const ids = Array.from({ length: count }, (_, i) => emulator.say(`m${i + 1}`)[0] as string);
  const page = async (query: string) => {
    const { status, body } = await user.history(query);
    expect(status).toBe(200);
    const { messages, ...rest } = body as unknown as HistoryPage;
    return { ...rest, texts: messages.map(({ components }) => components[0]?.data?.text) };
  };
  return { emulator, user, ids, page };
}

test('records have exactly the documented fields', async () => {
  const emulator = await started.start({ historyUserMsgId: false });
  const user = await PlatformUser.of(emulator);
  const line = await user.connect();
  line.sendMessage('Hi');
  await line.answered('Hi');
  const { body } = await user.history('limit=10');
  const sample = wireFixture('guide', 'history answer').frame as unknown as HistoryPage;
  const { messages, ...page } = body as unknown as HistoryPage;
  expect(shapeOf(page)).toEqual(shapeOf({ total: sample.total, moreAvailable: sample.moreAvailable }));
  expect(messages.map(shapeOf)).toEqual(sample.messages.map(shapeOf));
});

test('the constant fields of a record have the values of the sample', async () => {
  const clock = new StandingClock();
  const emulator = await started.start({ clock });
  const user = await PlatformUser.of(emulator);
  const line = await user.connect();
  line.sendMessage('Hi', 7);
  await line.answered('Hi');
  const [mine, answer] = emulator.messages('ann');
  const { userId, accountId, orgId } = user.granted.userInfo as Record<string, string>;
  expect(mine).toMatchObject({
    type: 'incoming',
    status: 'sent to cs',
    createdBy: userId,
    accountId,
    orgId,
    botId: emulator.bot.id,
    createdOn: new Date(clock.now()).toISOString(),
    timestampValue: clock.now(),
    userMsgId: 7,
    sessionId: (await line.received('session_start')).sessionId,
  });
  expect(mine?._id).toMatch(/^ms-[0-9a-f-]{36}$/);
  const live = await line.received('bot_response');
  expect(answer).toMatchObject({
    _id: live.messageId,
    type: 'outgoing',
    status: 'pending',
    timestampValue: live.timestamp,
    createdOn: live.createdOn,
    sessionId: live.sessionId,
  });
});

test('botId is mandatory, and must be the bot’s', async () => {
  const { emulator, user } = await withMessages(0);
  const get = (query: string) => call(`${emulator.apiUrl}botmessages/rtm${query}`, { headers: user.auth });
  expect(await get('')).toMatchObject({ status: 400, body: { errors: [{ msg: 'botId is mandatory', code: 400 }] } });
  expect(await get('?botId=st-other')).toMatchObject({ status: 400, body: { errors: [{ msg: 'Invalid bot id' }] } });
});

test('needs a token', async () => {
  const emulator = await started.start();
  expect(await call(`${emulator.apiUrl}botmessages/rtm?botId=${emulator.bot.id}`)).toMatchObject({ status: 401 });
});

describe('pages', () => {
  test('count from the newest, and run from old to new', async () => {
    const { page } = await withMessages(5);
    expect(await page('limit=2')).toEqual({ total: 5, moreAvailable: true, texts: ['m4', 'm5'] });
    expect(await page('limit=2&offset=2')).toEqual({ total: 5, moreAvailable: true, texts: ['m2', 'm3'] });
    expect(await page('limit=2&offset=4')).toEqual({ total: 5, moreAvailable: false, texts: ['m1'] });
    expect(await page('limit=2&offset=9')).toEqual({ total: 5, moreAvailable: false, texts: [] });
    expect(await page('limit=5')).toEqual({ total: 5, moreAvailable: false, texts: ['m1', 'm2', 'm3', 'm4', 'm5'] });
  });

  test('skip is another name of offset', async () => {
    const { page } = await withMessages(5);
    expect(await page('limit=2&skip=2')).toEqual(await page('limit=2&offset=2'));
  });

  test('hold 10 by default, and 100 at most', async () => {
    const { page } = await withMessages(120);
    expect((await page('')).texts).toHaveLength(10);
    expect((await page('limit=5000')).texts).toHaveLength(100);
  });

  test('msgId gives what came before, forward what came after, never the message itself', async () => {
    const { page, ids } = await withMessages(5);
    expect(await page(`limit=2&msgId=${ids[2]}`)).toEqual({ total: 5, moreAvailable: false, texts: ['m1', 'm2'] });
    expect(await page(`limit=2&msgId=${ids[3]}`)).toEqual({ total: 5, moreAvailable: true, texts: ['m2', 'm3'] });
    expect(await page(`limit=2&msgId=${ids[1]}&forward=true`)).toMatchObject({
      moreAvailable: true,
      texts: ['m3', 'm4'],
    });
    expect(await page(`limit=9&msgId=${ids[1]}&forward=true`)).toMatchObject({
      moreAvailable: false,
      texts: ['m3', 'm4', 'm5'],
    });
    expect(await page(`limit=9&msgId=${ids[4]}&forward=true`)).toMatchObject({ moreAvailable: false, texts: [] });
  });

  test('offset goes on from msgId', async () => {
    const { page, ids } = await withMessages(5);
    expect((await page(`limit=1&msgId=${ids[4]}&offset=1`)).texts).toEqual(['m3']);
    expect((await page(`limit=1&msgId=${ids[0]}&offset=1&forward=true`)).texts).toEqual(['m3']);
  });

  test('msgId may be the number under which the user sent it', async () => {
    const emulator = await started.start();
    const user = await PlatformUser.of(emulator);
    const line = await user.connect();
    line.sendMessage('Hi', 1719650000123);
    await line.answered('Hi');
    const { body } = await user.history('msgId=1719650000123&forward=true');
    expect((body.messages as Json[]).map(({ type }) => type)).toEqual(['outgoing']);
  });

  test.each(['limit=0', 'limit=-1', 'limit=x', 'limit=1.5', 'offset=-1', 'skip=many', 'msgId=ms-unknown'])(
    '%s is refused',
    async (query) => {
      const { user } = await withMessages(1);
      const { status, body } = await user.history(query);
      expect(status).toBe(400);
      expect(body.errors).toEqual([{ msg: expect.any(String) as string, code: 400 }]);
    },
  );
});

test('each user has their own', async () => {
  const emulator = await started.start();
  const [ann, bob] = [await PlatformUser.of(emulator, 'ann'), await PlatformUser.of(emulator, 'bob')];
  emulator.say('for ann', { to: 'ann' });
  emulator.say('for both');
  expect((await bob.history('')).body).toMatchObject({ total: 1 });
  expect((await ann.history('')).body).toMatchObject({ total: 2 });
  expect(ann.log).toEqual(['for ann', 'for both']);
});

test('the displayed text is stored as altText, and files are components of their own', async () => {
  const emulator = await started.start();
  const user = await PlatformUser.of(emulator);
  const line = await user.connect();
  const file = { fileId: 'f-1', fileName: 'a.png', fileType: 'image' };
  line.sendMessage('book_flight', 1, { renderMsg: 'Book a flight' });
  line.sendMessage('', 2, { attachments: [file] });
  await line.received('ack', 2);
  const [choice, , upload] = emulator.messages('ann');
  expect(choice).toMatchObject({
    components: [{ cT: 'text', data: { text: 'book_flight' } }],
    tags: { messageTags: [], userTags: [], sessionTags: [], altText: [{ value: 'Book a flight' }] },
  });
  expect(emulator.messages('ann').filter(({ userMsgId }) => userMsgId === 2)).toMatchObject([
    { components: [{ cT: 'image', data: file }] },
  ]);
  expect(upload).toBeDefined();
});

test('userMsgId can be left out, as older platforms do', async () => {
  const emulator = await started.start({ historyUserMsgId: false });
  const user = await PlatformUser.of(emulator);
  const line = await user.connect();
  line.sendMessage('Hi', 7);
  await line.answered('Hi');
  expect(JSON.stringify((await user.history('')).body)).not.toContain('userMsgId');
  expect(emulator.messages('ann')[0]).toMatchObject({ userMsgId: 7 });
});
