import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { createChatClient } from 'xo-rtm';
import { createJwtSigner } from 'xo-rtm/server';
import { startChild } from './child.mjs';
import { quantile } from './numbers.mjs';

const CLIENTS = 1000;
/** Number of clients that connect at the same time. */
const CONCURRENT_CONNECTS = 50;
const STEADY_S = 20;
const FLAT_OUT_S = 10;

/**
 * Runs a thousand clients in this process and the emulator in another. The clients connect, send one message in two seconds each for a
 * while, and then send as fast as the acks arrive. Every message is a frame, its ack and the bot's answer.
 */
export async function loadEmulator() {
  const emulator = await startChild('emulator.mjs');
  try {
    const { apiUrl, bot, clientId, clientSecret } = emulator.first;
    const signer = createJwtSigner({ clientId, clientSecret });
    const empty = await emulator.measure();
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
      Array.from({ length: CONCURRENT_CONNECTS }, async () => {
        for (const client of waiting) await client.connect();
      }),
    );
    const connectS = (performance.now() - startedAt) / 1000;
    const connected = await emulator.measure();

    /** Lets all clients send messages for this time, with a pause after each message. */
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
      return { perSecond: acks.length / took, p50: quantile(acks, 0.5), p99: quantile(acks, 0.99), sent: acks.length };
    };
    // A random pause of 1 to 3 s, so that the clients do not send at the same moment.
    const steady = await chat(STEADY_S, () => sleep(1000 + Math.random() * 2000));
    const answered = answers;
    const flatOut = await chat(FLAT_OUT_S, async () => {});
    const after = await emulator.measure();
    await Promise.all(clients.map((client) => client.disconnect()));
    if (answered < steady.sent * 0.99)
      throw new Error(`unable to measure; only ${answered} answers to ${steady.sent} messages`);
    return { clients: CLIENTS, connectS, empty, connected, after, steady, flatOut };
  } finally {
    await emulator.stop();
  }
}
