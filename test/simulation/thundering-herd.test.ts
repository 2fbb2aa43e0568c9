import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type ChatClient, createChatClient, silentLogger } from '../../src/index.js';
import { isWhole } from '../support/sample.js';
import { IDEAL_PLATFORM } from './assumptions.js';
import { Device } from './device.js';
import { Link } from './network/link.js';
import { BOT } from './platform/wire-format.js';
import { Recorder } from './recorder.js';
import { seededRandom } from './seeded-random.js';
import { VirtualClock } from './virtual-clock.js';
import { VirtualPlatform } from './virtual-platform.js';
import { VirtualSignals } from './virtual-signals.js';

const HERD = isWhole ? 10_000 : 1_500;
const BUCKET_MS = 100;
/** The largest share of idle clients that may call in the same 100 ms (D8). */
const BUSIEST_SHARE = 0.02;
/**
 * The size of each herd, the shares of its clients that have a message waiting and that are watched, and the allowed share of the
 * busiest 100 ms. The mixed herds are smaller, to save time. Random variation makes their bounds harder to keep.
 */
const CASES: readonly [size: number, name: string, waiting: number, watched: number, share: number][] = [
  [HERD, 'that are idle', 0, 0, BUSIEST_SHARE],
  [isWhole ? 4_000 : 1_000, 'of which 10 % have a message waiting', 0.1, 0, 0.03],
  [isWhole ? 4_000 : 1_000, 'of which half are watched', 0, 0.5, 0.05],
];
/**
 * The largest number of calls in a bucket. `npm test` runs smaller herds with more random variation, which may exceed the share by
 * four standard deviations.
 */
const maxPerBucket = (size: number, share: number) => size * share + (isWhole ? 0 : 4 * Math.sqrt(size * share));

// Ten thousand clients create millions of errors whose stacks are not needed. Other tests of the same process need theirs.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** Real clients on one clock, each with its own link to the same platform. */
class Herd {
  readonly clock = new VirtualClock();
  readonly #random = seededRandom(2_026);
  readonly #platform = new VirtualPlatform(this.clock, this.#random.fork(), IDEAL_PLATFORM);
  readonly members: { client: ChatClient; link: Link; recorder: Recorder }[] = [];

  /** @param clientRandom returns the random numbers of the clients. Default: a seeded generator for each */
  constructor(size: number, clientRandom?: () => number) {
    for (let n = 0; n < size; n++) this.#add(`u-${n}`, clientRandom);
  }

  get ready(): number {
    return this.members.filter(({ client }) => client.state.status === 'ready').length;
  }

  /** Connects all clients, spread over 15 s. */
  async connectAll(): Promise<void> {
    for (const { client } of this.members) {
      this.clock.after(this.#random.upTo(15_000), () => void client.connect().catch(() => {}));
    }
    await this.clock.advance(20_000);
  }

  /** Calls `setWatched(true)` on a share of the clients. */
  setWatched(share: number): void {
    for (const { client } of this.members.slice(0, this.members.length * share)) client.setWatched(true);
  }

  /**
   * Ends all sockets at once, as when a server dies. For `outageMs` each call gets a 503 of the load balancer.
   *
   * @param waiting share of the clients that have a message waiting
   * @returns the time of the loss
   */
  async dropServer(outageMs: number, waiting = 0): Promise<number> {
    for (const { client } of this.members.slice(0, this.members.length * waiting)) void client.send('is waiting');
    const diedAt = this.clock.now();
    for (const { link } of this.members) {
      if (outageMs > 0) {
        link.inject({ kind: 'http', endpoint: 'any', failure: { kind: 'status', status: 503 }, times: Infinity });
      }
      link.inject({ kind: 'close', code: 1001 });
    }
    await this.clock.advance(outageMs);
    for (const { link } of this.members) link.clearFaults();
    return diedAt;
  }

  /** The number of calls of one kind in each 100 ms since a time. */
  calls(kind: 'start' | 'history' | 'socket', since: number): number[] {
    const buckets: number[] = [];
    for (const { recorder } of this.members) {
      const times =
        kind === 'socket'
          ? recorder.sockets.map(({ openedAt }) => openedAt)
          : recorder.requests.filter(({ endpoint }) => endpoint === kind).map(({ at }) => at);
      for (const at of times) {
        const bucket = Math.floor((at - since) / BUCKET_MS);
        if (bucket >= 0) buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      }
    }
    return Array.from(buckets, (count) => count ?? 0);
  }

  #add(user: string, clientRandom?: () => number): void {
    const { clock } = this;
    const device = new Device(clock);
    const recorder = new Recorder(clock.now());
    const random = this.#random.fork();
    const latencyMs = { up: 20 + random.upTo(80), down: 20 + random.upTo(80) };
    const link = new Link({ clock, device, platform: this.#platform, recorder, random, latencyMs });
    const client = createChatClient({
      apiUrl: 'https://platform.test',
      bot: { name: BOT.name, id: BOT.id },
      getJwt: () => this.#platform.credentials.mintJwt(user),
      fetch: link.fetch,
      WebSocket: link.WebSocket,
      clock: device,
      random: clientRandom ?? (() => random.next()),
      signals: new VirtualSignals(),
      logger: silentLogger,
    });
    this.members.push({ client, link, recorder });
  }
}

/** Whether after the peak a second has significantly more calls than a quieter second before it. */
function hasSecondWave(buckets: number[]): boolean {
  const seconds: number[] = [];
  for (const [index, count] of buckets.entries()) {
    const second = Math.floor((index * BUCKET_MS) / 1_000);
    seconds[second] = (seconds[second] ?? 0) + count;
  }
  const peak = seconds.indexOf(Math.max(...seconds));
  let quietest = Infinity;
  return seconds.slice(peak).some((count) => {
    quietest = Math.min(quietest, count);
    return count > 1.5 * quietest + 5 * Math.sqrt(quietest + 1);
  });
}

test('detects a herd of clients without jitter', { timeout: 30_000 }, async () => {
  const size = 200;
  const herd = new Herd(size, () => 0.5);
  await herd.connectAll();
  const diedAt = await herd.dropServer(0);
  await herd.clock.advance(12_000);
  expect(Math.max(...herd.calls('start', diedAt))).toBeGreaterThan(size * BUSIEST_SHARE * 10);
});

describe.each(CASES)(
  '%i clients %s, after the loss of a server',
  { timeout: 120_000 },
  (size, _, waiting, watched, share) => {
    const herd = new Herd(size);

    beforeAll(async () => {
      await herd.connectAll();
      expect(herd.ready).toBe(size);
      herd.setWatched(watched);
    }, 120_000);

    it('reconnect in one spread-out wave within 12 s', async () => {
      const diedAt = await herd.dropServer(0, waiting);
      await herd.clock.advance(12_000);
      expect(herd.ready).toBe(size);
      for (const kind of ['start', 'socket', 'history'] as const) {
        const calls = herd.calls(kind, diedAt);
        expect(Math.max(...calls), `${kind} in the busiest 100 ms`).toBeLessThanOrEqual(maxPerBucket(size, share));
        // Clients with a waiting message or a watched window reconnect earlier, in a wave of their own.
        if (!waiting && !watched) expect(hasSecondWave(calls), `a second wave of ${kind}`).toBe(false);
      }
      const starts = herd.calls('start', diedAt).reduce((sum, count) => sum + count, 0);
      expect(starts).toBe(size);
    });

    it('reconnect spread out after an outage of 20 s, within the capped backoff', async () => {
      const diedAt = await herd.dropServer(20_000, waiting);
      const backAt = herd.clock.now();
      await herd.clock.advance(22_000);
      expect(herd.ready).toBe(size);
      for (const kind of ['start', 'socket', 'history'] as const) {
        const calls = herd.calls(kind, backAt);
        expect(Math.max(...calls), `${kind} in the busiest 100 ms`).toBeLessThanOrEqual(maxPerBucket(size, share));
        // Clients with a waiting message or a watched window reconnect earlier, in a wave of their own.
        if (!waiting && !watched) expect(hasSecondWave(calls), `a second wave of ${kind}`).toBe(false);
      }
      const starts = herd.calls('start', diedAt).reduce((sum, count) => sum + count, 0);
      expect(starts / size, 'average attempts per client').toBeLessThan(waiting || watched ? 10 : 5);
    });
  },
);
