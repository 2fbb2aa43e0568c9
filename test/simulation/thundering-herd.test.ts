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
/** Of all idle clients, in the busiest 100 ms (law 5). */
const BUSIEST_SHARE = 0.02;
/**
 * Who waits in the herd, and the share of the busiest 100 ms that is allowed then. The mixed herds are smaller, for the sake of
 * the time that they take: chance makes the busiest share of a smaller herd greater, so that the bound is harder to keep.
 */
const CASES: readonly [size: number, name: string, waiting: number, watched: number, share: number][] = [
  [HERD, 'that are idle', 0, 0, BUSIEST_SHARE],
  [isWhole ? 4_000 : 1_000, 'of which 10 % have a message waiting', 0.1, 0, 0.03],
  [isWhole ? 4_000 : 1_000, 'of which half are watched', 0, 0.5, 0.05],
];
/**
 * The most that a share of the clients may be in a bucket. Chance makes the busiest bucket of a small herd greater: a sample may have
 * four standard deviations more.
 */
const maxPerBucket = (size: number, share: number) => size * share + (isWhole ? 0 : 4 * Math.sqrt(size * share));

// Ten thousand clients create millions of errors whose stacks nobody reads. Other tests of the same process need theirs.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** Ten thousand real clients on one clock, each with a line of its own to the same platform. */
class Herd {
  readonly clock = new VirtualClock();
  readonly #random = seededRandom(2_026);
  readonly #platform = new VirtualPlatform(this.clock, this.#random.fork(), IDEAL_PLATFORM);
  readonly members: { client: ChatClient; link: Link; recorder: Recorder }[] = [];

  /** @param chance what clients draw their waits from; as they should by default */
  constructor(size: number, chance?: () => number) {
    for (let n = 0; n < size; n++) this.#add(`u-${n}`, chance);
  }

  get ready(): number {
    return this.members.filter(({ client }) => client.state.status === 'ready').length;
  }

  /** Everybody comes at some moment of the first quarter of a minute. */
  async connectAll(): Promise<void> {
    for (const { client } of this.members) {
      this.clock.after(this.#random.upTo(15_000), () => void client.connect().catch(() => {}));
    }
    await this.clock.advance(20_000);
  }

  /** Somebody looks at so many of the windows. */
  watch(share: number): void {
    for (const { client } of this.members.slice(0, this.members.length * share)) client.setWatched(true);
  }

  /** The server dies: every socket ends in the same moment. For `outageMs` nothing answers but the load balancer. */
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

  /** Calls of one kind in each 100 ms since a moment. */
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

  #add(user: string, chance?: () => number): void {
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
      random: chance ?? (() => random.next()),
      signals: new VirtualSignals(),
      logger: silentLogger,
    });
    this.members.push({ client, link, recorder });
  }
}

/** Whether the calls of a second are ever clearly more than in a quieter second before: more than chance explains. */
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

test('a herd without chance is seen as one', { timeout: 30_000 }, async () => {
  const size = 200;
  const herd = new Herd(size, () => 0.5);
  await herd.connectAll();
  const diedAt = await herd.dropServer(0);
  await herd.clock.advance(12_000);
  expect(Math.max(...herd.calls('start', diedAt))).toBeGreaterThan(size * BUSIEST_SHARE * 10);
});

describe.each(CASES)(
  '%i clients %s, and that lose one server',
  { timeout: 120_000 },
  (size, _, waiting, watched, share) => {
    const herd = new Herd(size);

    beforeAll(async () => {
      await herd.connectAll();
      expect(herd.ready).toBe(size);
      herd.watch(watched);
    }, 120_000);

    it('come back spread out, in one wave, all of them within 12 s', async () => {
      const diedAt = await herd.dropServer(0, waiting);
      await herd.clock.advance(12_000);
      expect(herd.ready).toBe(size);
      for (const kind of ['start', 'socket', 'history'] as const) {
        const calls = herd.calls(kind, diedAt);
        expect(Math.max(...calls), `${kind} in the busiest 100 ms`).toBeLessThanOrEqual(maxPerBucket(size, share));
        // Clients in a hurry come in a wave of their own, ahead of the others.
        if (!waiting && !watched) expect(hasSecondWave(calls), `a second wave of ${kind}`).toBe(false);
      }
      const starts = herd.calls('start', diedAt).reduce((sum, count) => sum + count, 0);
      expect(starts).toBe(size);
    });

    it('do not storm it when it comes back after 20 s, and are all there within the capped backoff', async () => {
      const diedAt = await herd.dropServer(20_000, waiting);
      const backAt = herd.clock.now();
      await herd.clock.advance(22_000);
      expect(herd.ready).toBe(size);
      for (const kind of ['start', 'socket', 'history'] as const) {
        const calls = herd.calls(kind, backAt);
        expect(Math.max(...calls), `${kind} in the busiest 100 ms`).toBeLessThanOrEqual(maxPerBucket(size, share));
        // Clients in a hurry come in a wave of their own, ahead of the others.
        if (!waiting && !watched) expect(hasSecondWave(calls), `a second wave of ${kind}`).toBe(false);
      }
      const starts = herd.calls('start', diedAt).reduce((sum, count) => sum + count, 0);
      expect(starts / size, 'tries of each, on average').toBeLessThan(waiting || watched ? 10 : 5);
    });
  },
);
