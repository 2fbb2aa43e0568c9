import { startEmulator } from '../../src/emulator/index.js';
import { SecretScanner } from '../simulation/secrets.js';
import { seededRandom } from '../simulation/seeded-random.js';
import { FAULTS, LAG } from './faults.js';
import { realUser, recorded, shown, USER } from './real-user.js';

/** What came out of one run over real sockets. */
export interface RealVerdict {
  /** What was broken, empty when all is well. */
  violations: string[];
  /** Faults that met something to break, by kind. */
  faults: Map<string, number>;
  sent: number;
  botMessages: number;
}

/** How fast the client's clock goes. Not so fast that a busy machine looks like a dead one. */
const SPEED = 6;
const ROUNDS = 6;

/**
 * Plays one random run: a client and an emulator on this machine, real HTTP and real sockets between them. Some rounds in
 * which everybody talks while things go wrong; then all faults end, and what is recorded, shown and promised is compared.
 */
export async function realRun(seed: number): Promise<RealVerdict> {
  const random = seededRandom(seed);
  const emulator = await startEmulator({
    dedupe: random.next() < 0.5,
    historyUserMsgId: random.next() < 0.75,
    answerPings: random.next() < 0.5,
    delayFactor: 0,
    script: () => {},
    seed,
  });
  const { client, events, secrets, until } = realUser(emulator, SPEED);
  const violations: string[] = [];
  // Two tokens that are refused one after the other are an end, by law; whoever meant no harm begins anew.
  client.on('state', ({ current }) => void (current.status === 'failed' && client.connect()));
  try {
    await client.connect();
    await client.send('hello');
    const deliveries: Promise<unknown>[] = [];
    let botMessages = 0;
    // In a third of the runs the history lags from beginning to end.
    if (seed % 3 === 0) emulator.faults.add({ ...LAG, count: 100_000 });
    for (let round = 1; round <= ROUNDS; round++) {
      const fault = FAULTS[random.upTo(FAULTS.length - 1)]!;
      emulator.faults.add({ ...fault, count: 1 + random.upTo(2), after: random.upTo(2) });
      for (let n = random.upTo(5); n >= 0; n--) deliveries.push(client.send(`u${deliveries.length + 1}`));
      for (let n = random.upTo(5); n > 0; n--) emulator.say(`b${++botMessages}`, { to: USER });
      if (random.next() < 0.3) emulator.disconnect({ how: 'terminate' });
      await Promise.race([Promise.all(deliveries), tick(random.upTo(200))]);
    }
    emulator.faults.clear();
    await until('every delivery', () => client.messages.every(({ status }) => !/queued|sent/.test(status)));
    await Promise.all(deliveries);
    await until('every message of the log', () => client.messages.length >= emulator.messages(USER).length);
    const same = (what: string, left: readonly string[], right: readonly string[]) => {
      if (left.join() !== right.join()) violations.push(`${what}: ${left.join()} instead of ${right.join()}`);
    };
    const sent = ['hello', ...deliveries.map((_, n) => `u${n + 1}`)];
    same('recorded of the user', recorded(emulator, 'incoming'), sent);
    same('shown of the user', shown(client, 'user'), sent);
    same('shown of the bot', shown(client, 'bot'), recorded(emulator, 'outgoing'));
    const leak = (place: string, excerpt: string) => violations.push(`leak: ${place} shows …${excerpt}…`);
    new SecretScanner(leak, secrets).scan('client', [events, client.messages, client.state]);
    if (secrets.length < 3) violations.push('no secrets were seen, so none could be looked for');
    const faults = new Map<string, number>();
    for (const { action } of emulator.faults.hits) faults.set(action, (faults.get(action) ?? 0) + 1);
    return { violations, faults, sent: sent.length, botMessages };
  } finally {
    await client.disconnect();
    await emulator.stop();
  }
}

/** Lets the next round begin: what goes wrong goes wrong at any moment of it. */
const tick = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
