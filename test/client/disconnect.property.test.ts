import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settle } from '../proof/virtual-clock.js';
import { failure } from '../support/fake-fetch.js';
import { type TestClient, testClient } from '../support/test-client.js';

let sent = 0;

/** Everything that may happen to a client. */
const ACTIONS: Record<string, (test: TestClient) => void> = {
  connect: ({ client }) => void client.connect(),
  send: ({ client }) => void client.send(`message ${sent++}`),
  'load history': ({ client }) => void client.loadHistory().catch(() => {}),
  'bot message': ({ platform }) => platform.say('Hello'),
  'lost bot message': ({ platform }) => platform.say('lost on the way', false),
  cut: ({ platform }) => platform.sockets.at(-1)?.end(),
  'close without a response': ({ platform }) => Object.assign(platform.sockets.at(-1) ?? {}, { agrees: false }),
  'do not open': ({ platform }) => Object.assign(platform, { opens: false }),
  'lose messages': ({ platform }) => void Object.assign(platform, { acks: false, listens: false }),
  'fail to start': ({ platform }) => void Object.assign(platform.instead, { start: () => failure(503, 503) }),
  'hang in start': ({ platform }) => void Object.assign(platform.instead, { start: () => undefined }),
  'hang in grant': ({ platform }) => void Object.assign(platform.instead, { grant: () => undefined }),
  'hang in history': ({ platform }) => void Object.assign(platform.instead, { history: () => undefined }),
  'fail in history': ({ platform }) => void Object.assign(platform.instead, { history: () => failure(500, 500) }),
  heal: ({ platform }) => void heal(platform),
  offline: ({ signals }) => signals.emit('offline'),
  online: ({ signals }) => signals.emit('online'),
  visible: ({ signals }) => signals.emit('pageshow'),
};

function heal(platform: TestClient['platform']): void {
  Object.assign(platform, { opens: true, acks: true, listens: true });
  for (const name of ['grant', 'start', 'history'] as const) delete platform.instead[name];
}

const sequence = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(ACTIONS)), fc.constantFrom(0, 0, 1, 700, 3_000, 9_000, 31_000)),
  { maxLength: 25 },
);

async function run(test: TestClient, actions: (readonly [string, number])[]): Promise<void> {
  for (const [action, pauseMs] of actions) {
    ACTIONS[action]!(test);
    await test.clock.advance(pauseMs);
  }
}

it('disconnect() at any point leaves no timer, no socket, no listener and no request', async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (actions) => {
      const test = testClient();
      await run(test, [['connect', 0], ...actions]);
      const { client, clock, platform, signals } = test;
      void client.disconnect();
      await clock.advance(1_000);
      await settle();
      expect(client.state.status).toBe('closed');
      expect(client.typing.active).toBe(false);
      expect([clock.pending, signals.listening, platform.living]).toEqual([0, 0, []]);
    }),
    { numRuns: 150 },
  );
}, 30_000);

it('after any sequence of actions, a healthy platform and one signal restore everything: each message once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (actions) => {
      const test = testClient();
      const { client, clock, platform, signals } = test;
      await run(test, [['connect', 0], ...actions]);
      heal(platform);
      void client.connect();
      signals.emit('online');
      await clock.advance(90_000);
      expect(client.state.status).toBe('ready');
      await client.loadHistory({ limit: 99 });
      const own = client.messages.filter(({ from }) => from === 'user');
      expect(own.map(({ status }) => status)).toEqual(own.map(() => 'delivered'));
      expect(client.messages.map(({ text }) => text)).toEqual(platform.log);
      const order = own.map(({ id }) => Number(id));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(platform.living).toHaveLength(1);
      void client.disconnect();
      await clock.advance(1_000);
    }),
    { numRuns: 150 },
  );
}, 30_000);
