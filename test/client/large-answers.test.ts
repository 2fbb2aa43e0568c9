import { describe, expect, it } from 'vitest';
import { createChatClient as createNodeClient } from '../../src/index.node.js';
import { testClient } from '../support/test-client.js';
import { botRecord } from '../support/wire.js';

const MILLION = 1_000_000;
const filler = (name: string, length: number) => name.padEnd(length, '.');
/** Returns the messages as first word and length, and gap markers as `gap`. */
const shown = ({ client }: ReturnType<typeof testClient>) =>
  client.messages.map(({ text, components }) =>
    components[0]?.type === 'gap' ? 'gap' : `${text.split('.')[0]} ${text.length}`,
  );

/** Creates a client that was disconnected while the bot sent these messages. */
async function missed(
  sent: readonly [name: string, length: number][],
  options: Parameters<typeof testClient>[0] = {},
  create?: typeof createNodeClient,
) {
  const test = testClient(options, undefined, undefined, create);
  const { platform, clock, client } = test;
  await test.connect();
  await client.disconnect();
  for (const [name, length] of sent)
    platform.history.records.push(botRecord(`ms-${name}`, filler(name, length), clock.now()));
  const errors = test.collect('error');
  const gaps = test.collect('gap');
  await test.connect();
  await clock.advance(30_000);
  return { ...test, errors, gaps };
}

describe('a history page longer than maxAnswerLength', { timeout: 20_000 }, () => {
  it('is requested in halves', async () => {
    const sent = [1, 2, 3, 4, 5, 6].map((n) => [`b${n}`, 30_000] as [string, number]);
    const test = await missed(sent, { maxAnswerLength: 80_000 });
    expect(shown(test)).toEqual(sent.map(([name, length]) => `${name} ${length}`));
    expect([test.errors, test.gaps]).toEqual([[], []]);
  });

  it('with a single record is replaced with a gap and blocks nothing', async () => {
    const sent: [string, number][] = [
      ['before', 10],
      ['huge', 90_000],
      ['after', 10],
    ];
    const test = await missed(sent, { maxAnswerLength: 80_000 });
    expect(shown(test)).toEqual(['before 10', 'gap', 'after 10']);
    expect(test.gaps).toMatchObject([{ from: 'system', components: [{ type: 'gap' }] }]);
    expect(await test.client.send('on it goes')).toMatchObject({ status: 'delivered' });
  });

  it('of 9,000,000 characters is read in Node', async () => {
    const test = await missed([['huge', 9 * MILLION]], {}, createNodeClient);
    expect(shown(test)).toEqual([`huge ${9 * MILLION}`]);
  });

  it('causes no error in loadHistory()', async () => {
    const test = testClient({ maxAnswerLength: 80_000 });
    for (let n = 0; n < 6; n++) {
      test.platform.history.records.push(botRecord(`ms-${n}`, filler(`b${n}`, 30_000), test.clock.now()));
    }
    await test.connect();
    while ((await test.client.loadHistory({ limit: 4 })).hasMore);
    expect(shown(test)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `b${n} 30000`));
  });
});

describe('a live frame above 8,388,608 characters', () => {
  it('is reported, fetched from the history, and does not cost the socket', async () => {
    const test = testClient();
    const { platform, clock } = test;
    const errors = test.collect('error');
    const unknown = test.collect('unknown');
    await test.connect();
    await clock.advance(20_000);
    const { socket } = platform;
    platform.history.records.push(botRecord('ms-long', filler('long', 5 * MILLION), clock.now()));
    socket.receive(`{"type":"bot_response","filler":"${'x'.repeat(9 * MILLION)}"}`);
    await clock.advance(1_000);
    expect(unknown).toMatchObject([{ reason: 'too-large' }]);
    expect(errors).toMatchObject([{ code: 'XO_FRAME_TOO_LARGE', message: expect.stringContaining('too large') }]);
    expect(shown(test)).toEqual([`long ${5 * MILLION}`]);
    await clock.advance(60_000);
    expect(platform.socket).toBe(socket);
  });
});
