import { describe, expect, it } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { ack } from '../support/wire.js';

/** Sends a message that arrives, but fails because the history cannot be read. */
async function sendInVain() {
  const test = testClient();
  const { client, connect, platform, reach, clock } = test;
  await connect();
  platform.acks = false;
  void client.send('arrived');
  platform.socket.end();
  Object.assign(platform, { acks: true });
  platform.instead.history = () => failure(404, 404);
  await reach('ready');
  await clock.advance(1_000);
  expect(client.messages[0]!.status).toBe('failed');
  delete platform.instead.history;
  return test;
}

describe('a message that failed in doubt', () => {
  it('is delivered when the history contains it', async () => {
    const { client, clock, platform } = await sendInVain();
    await clock.advance(60_000);
    expect(client.messages.map(({ text, status, error }) => [text, status, error])).toEqual([
      ['arrived', 'delivered', undefined],
    ]);
    await expect(client.retry(client.messages[0]!.id)).rejects.toMatchObject({ code: 'XO_MESSAGE_UNKNOWN' });
    expect(platform.log).toEqual(['arrived']);
  });

  it('is delivered when a late ack arrives', async () => {
    const { client, platform } = await sendInVain();
    platform.socket.receive(ack(client.messages[0]!.clientMessageId));
    expect(client.messages[0]!.status).toBe('delivered');
  });
});
