import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createChatClient } from 'xo-rtm';
import { createJwtSigner } from 'xo-rtm/server';
import { startChild } from './child.mjs';
import { at } from './numbers.mjs';

const CLIENTS = 1000;
/** How many connect at a time. */
const AT_A_TIME = 50;
const STEADY_S = 20;
const FLAT_OUT_S = 10;

/**
 * A thousand clients of the SDK in this process, the emulator in another: connect, chat for a while at one message in two
 * seconds each, then as fast as the acks come. Every message is a frame, its ack and the bot's answer.
 */
export async function loadEmulator() {
  const emulator = await startChild('emulator.mjs');
  try {
    const { apiUrl, bot, clientId, clientSecret } = emulator.first;
    const signer = createJwtSigner({ clientId, clientSecret });
    const empty = await emulator.ask();
    let answers = 0;
    const clients = Array.from({ length: CLIENTS }, (_, index) => {
      const getJwt = () => signer.sign({ identity: `visitor-${index}` });
      const client = createChatClient({ apiUrl, bot, getJwt, WebSocket });
      client.on('bot_response', () => answers++);
      return client;
    });

    const startedAt = performance.now();
    const waiting = clients.values();
    await Promise.all(
      Array.from({ length: AT_A_TIME }, async () => {
        for (const client of waiting) await client.connect();
      }),
    );
    const connectS = (performance.now() - startedAt) / 1000;
    const connected = await emulator.ask();

    /** Everybody sends and waits, for so long. */
    const chat = async (/** @type {number} */ seconds, /** @type {() => Promise<unknown>} */ pause) => {
      /** @type {number[]} */
      const acks = [];
      answers = 0;
      const [began, end] = [performance.now(), performance.now() + seconds * 1000];
      await Promise.all(
        clients.map(async (client) => {
          await pause();
          while (performance.now() < end) {
            const sentAt = performance.now();
            await client.send('How is the weather?');
            acks.push(performance.now() - sentAt);
            await pause();
          }
        }),
      );
      const took = (performance.now() - began) / 1000;
      return { perSecond: acks.length / took, p50: at(acks, 0.5), p99: at(acks, 0.99), sent: acks.length };
    };
    // Each at a moment of its own: 1 to 3 s between a client's messages.
    const steady = await chat(STEADY_S, () => sleep(1000 + Math.random() * 2000));
    const answered = answers;
    const flatOut = await chat(FLAT_OUT_S, async () => {});
    const after = await emulator.ask();
    await Promise.all(clients.map((client) => client.disconnect()));
    if (answered < steady.sent * 0.99) throw new Error(`unable to trust this; ${answered} answers to ${steady.sent}`);
    return { clients: CLIENTS, connectS, empty, connected, after, steady, flatOut };
  } finally {
    await emulator.stop();
  }
}
