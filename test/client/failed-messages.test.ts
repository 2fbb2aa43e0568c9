import { describe, expect, it } from 'vitest';
import { failure } from '../support/fake-fetch.js';
import { testClient } from '../support/test-client.js';
import { ack } from '../support/wire.js';

/** A message that the platform has, and that was given up because the history could not say so. */
async function givenUp() {
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

describe('a message that was given up in doubt', () => {
  it('is delivered as soon as the history shows it', async () => {
    const { client, clock, platform } = await givenUp();
    await clock.advance(60_000);
    expect(client.messages.map(({ text, status, error }) => [text, status, error])).toEqual([
      ['arrived', 'delivered', undefined],
    ]);
    expect(client.retry(client.messages[0]!.id)).toBe(false);
    expect(platform.log).toEqual(['arrived']);
  });

  it('is delivered when its ack comes after all', async () => {
    const { client, platform } = await givenUp();
    platform.socket.receive(ack(client.messages[0]!.clientMessageId));
    expect(client.messages[0]!.status).toBe('delivered');
  });
});
