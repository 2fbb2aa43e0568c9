import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import { type Emulator, startEmulator } from 'xo-rtm/emulator';
import { FAULTS } from '../../../test/reliability/faults.js';
import { SecretScanner } from '../../../test/simulation/secrets.js';
import { type SeededRandom, seededRandom } from '../../../test/simulation/seeded-random.js';
import { type PageServer, startPageServer } from '../../support/page-server.js';
import { type PageWatch, watchContext } from '../../support/page-watch.js';
import { UserTab } from './user-tab.js';

/** The result of one run. */
export interface BrowserRunResult {
  /** Promises that were broken; empty if the run passed. */
  violations: string[];
  /** The steps of the run, in order. */
  steps: string[];
  /** Number of faults that had an effect. */
  faults: number;
  /** Number of messages of the user. */
  sent: number;
  /** Number of messages of the bot. */
  botMessages: number;
}

/** Speed of the clock of clients and platform. Not so high that a busy machine looks like a dead connection. */
const SPEED = 6;
const ROUNDS = 12;
const USER = 'ann';
/** Timeout for everything that a page does. Even a slow machine needs far less. */
const TIMEOUT_MS = 30_000;

interface Run {
  readonly random: SeededRandom;
  readonly emulator: Emulator;
  readonly context: BrowserContext;
  readonly watch: PageWatch;
  readonly site: PageServer;
  readonly first: UserTab;
  readonly second: UserTab;
  readonly steps: string[];
  /** Everything that the clients have logged or emitted. */
  readonly output: string[];
  /** All JWTs, access tokens and `sid`s that the clients have received. */
  readonly secrets: string[];
  isOffline: boolean;
  botMessages: number;
}

/**
 * Plays one random run in its own browser context: one user in one or two tabs, with `localStorage` and Web Locks. User and bot send
 * messages while pages are reloaded, closed and opened, the network is lost and restored, connections are cut and tokens expire. Then
 * all faults end, and the messages that are recorded, shown and stored are compared.
 */
export async function browserRun(browser: Browser, seed: number): Promise<BrowserRunResult> {
  const run = await begin(browser, seed);
  const { emulator, context, first, second, steps, site } = run;
  const violations: string[] = [];
  try {
    await play(run);
    await check(run, violations);
  } catch (error) {
    violations.push(`the run stopped: ${error instanceof Error ? error.message : String(error)}`);
  }
  // Closed first, because pending requests of pages would be reported as failures.
  await context.close();
  await site.stop();
  await emulator.stop();
  const sent = [first, second].flatMap(({ pages }) => pages.flat()).length;
  return { violations, steps, faults: emulator.faults.hits.length, sent, botMessages: run.botMessages };
}

async function begin(browser: Browser, seed: number): Promise<Run> {
  const random = seededRandom(seed);
  const epoch = Date.now();
  const emulator = await startEmulator({
    dedupe: random.chance(0.5),
    historyUserMsgId: random.chance(0.75),
    answerPings: random.chance(0.5),
    delayFactor: 0,
    script: () => {},
    seed,
    clock: { now: () => epoch + (Date.now() - epoch) * SPEED },
  });
  const { apiUrl, jwtUrl, bot } = emulator;
  const site = await startPageServer({
    folder: fileURLToPath(new URL('.', import.meta.url)),
    values: { apiUrl, jwtUrl, botName: bot.name, botId: bot.id, epoch: String(epoch), speed: String(SPEED) },
  });
  const context = await browser.newContext();
  context.setDefaultTimeout(TIMEOUT_MS);
  const watch = await watchContext(context);
  watch.allowOrigin(emulator.url);
  watch.allowOrigin(site.origin);
  // These runs cause lost connections and refused requests on purpose. What pages log about them is still searched for secrets.
  watch.ignore(
    /^failed request/,
    /^console: .*(?:ERR_|WebSocket|Failed to load resource|CORS policy|\[xo-rtm\] unable to)/,
  );
  const output: string[] = [];
  const secrets: string[] = [];
  context.on('console', (message) => {
    // The browser itself logs the address of a socket that fails. The address can be used once, within 30 s.
    if (!message.text().startsWith('WebSocket connection to')) output.push(message.text());
  });
  await context.exposeBinding('reportOutput', (_, line: string) => void output.push(line));
  await context.exposeBinding('reportSecrets', (_, found: string[]) => void secrets.push(...found));
  return {
    random,
    emulator,
    context,
    watch,
    site,
    output,
    secrets,
    first: new UserTab(context, site.origin, 'a'),
    second: new UserTab(context, site.origin, 'b'),
    steps: [],
    isOffline: false,
    botMessages: 0,
  };
}

type Step = (run: Run) => Promise<void>;

const sendMessages: Step = async ({ first, second, random, steps }) => {
  const tab = second.isOpen && random.chance(0.5) ? second : first;
  steps.push(`user sends ${await tab.send(1 + random.upTo(4))}`);
};

const sendBotMessages: Step = async (run) => {
  const { emulator, random, steps } = run;
  const texts = Array.from({ length: 1 + random.upTo(4) }, () => `bot ${++run.botMessages}`);
  for (const text of texts) emulator.say(text, { to: USER });
  steps.push(`bot sends ${texts}`);
};

const toggleNetwork: Step = async (run) => {
  run.isOffline = !run.isOffline;
  await run.context.setOffline(run.isOffline);
  run.steps.push(run.isOffline ? 'offline' : 'online');
};

/** Pages can only be loaded with a network. */
const goOnline: Step = async (run) => {
  if (run.isOffline) await toggleNetwork(run);
};

const reload: Step = async (run) => {
  const { first, second, random, steps } = run;
  await goOnline(run);
  const tab = second.isOpen && random.chance(0.4) ? second : first;
  await tab.reload();
  steps.push(`reloads ${tab === first ? 'a' : 'b'}`);
};

const reopen: Step = async (run) => {
  await goOnline(run);
  await run.first.close();
  await run.first.open();
  run.steps.push('closes a and opens it again');
};

const toggleSecondTab: Step = async (run) => {
  const { second, steps } = run;
  if (second.isOpen) {
    await second.close();
    steps.push('closes b');
    return;
  }
  await goOnline(run);
  await second.open();
  steps.push('opens b');
};

const cutConnection: Step = async ({ emulator, random, steps }) => {
  const how = random.chance(0.5) ? ({ how: 'terminate' } as const) : ({ how: 'close', code: 1012 } as const);
  emulator.disconnect(how);
  steps.push(how.how);
};

const expireTokens: Step = async ({ emulator, steps }) => {
  emulator.expireTokens();
  steps.push('tokens expire');
};

const addFault: Step = async ({ emulator, random, steps }) => {
  const { match, action } = FAULTS[random.upTo(FAULTS.length - 1)]!;
  emulator.faults.add({ match, action, count: 1 + random.upTo(2), after: random.upTo(2) });
  steps.push(`fault ${JSON.stringify({ match, action })}`);
};

/** A step that is listed several times is more frequent. */
const STEPS = [
  ...[sendMessages, sendMessages, sendMessages, sendBotMessages, sendBotMessages],
  ...[reload, reopen, toggleSecondTab, toggleSecondTab],
  ...[toggleNetwork, cutConnection, expireTokens, addFault, addFault],
];

async function play(run: Run): Promise<void> {
  const { first, random, steps } = run;
  await first.open();
  await first.send(1);
  await first.settle(1);
  steps.push('user sends a1.1');
  for (let round = 0; round < ROUNDS; round++) {
    for (let left = 2; left > 0; left--) await STEPS[random.upTo(STEPS.length - 1)]!(run);
    // A random pause, so that the next steps occur at any moment of the last ones.
    await new Promise((resolve) => setTimeout(resolve, random.upTo(100)));
  }
}

async function check(run: Run, violations: string[]): Promise<void> {
  const { emulator, context, watch, first, second, output, secrets } = run;
  emulator.faults.clear();
  // Pages get an `online` event, so that the clients check their connections at once instead of waiting for a timer.
  await context.setOffline(true);
  await context.setOffline(false);
  // Open pages reconnect, and deliver their own messages.
  for (const tab of [first, second]) if (tab.isOpen) await tab.settle(0);
  for (const tab of [first, second]) {
    if (!tab.isOpen) continue;
    const { undelivered } = await tab.shown();
    if (undelivered.length) violations.push(`undelivered: ${undelivered}`);
  }
  if (second.isOpen) await second.close();

  // The next page sends the messages that closed pages have left, and can show the whole conversation.
  const written = [first, second].flatMap(({ pages }) => pages.flat());
  await first.reload();
  const isUnclaimed = (text: string) => first.unclaimed.has(text) || second.unclaimed.has(text);
  await untilRecorded(emulator, written.filter((text) => !isUnclaimed(text)).length);
  await first.settle(0);
  await first.loadAll();
  const log = emulator
    .messages(USER)
    .map(({ type, components }) => ({ type, text: String(components[0]?.data?.text) }));
  const logged = (type: 'incoming' | 'outgoing') => log.filter((each) => each.type === type).map(({ text }) => text);
  const recorded = logged('incoming');
  const compare = (name: string, actual: readonly string[], expected: readonly string[]) => {
    if (actual.join() !== expected.join()) violations.push(`${name}: ${actual} instead of ${expected}`);
  };
  const sent = written.filter((text) => !isUnclaimed(text) || recorded.includes(text));
  compare('recorded messages of the user', recorded.toSorted(), sent.toSorted());
  for (const texts of [first, second].flatMap(({ pages }) => pages)) {
    compare(
      'order of the messages of a page',
      recorded.filter((text) => texts.includes(text)),
      texts.filter((text) => sent.includes(text)),
    );
  }
  const shown = await first.shown();
  compare('shown messages of the user', shown.user, recorded);
  compare('shown messages of the bot', shown.bot, logged('outgoing'));
  compare('state', [shown.status, ...shown.undelivered], ['ready']);

  const leak = (place: string, excerpt: string) => violations.push(`leak: ${place} shows …${excerpt}…`);
  const scanner = new SecretScanner(leak, [...secrets, emulator.clientSecret]);
  scanner.scan('the output of clients', output);
  const visible = await first.visible();
  scanner.scan('page and storage', visible);
  const lost = first.drafted.filter((text) => !recorded.includes(text) && !visible.includes(text));
  if (lost.length) violations.push(`neither sent nor drafted: ${lost}`);
  if (secrets.length < 3) violations.push('no secrets were captured, so none could be searched for');
  violations.push(...watch.takeFindings().map(({ kind, text }) => `${kind}: ${text}`));
}

/** Resolves when this number of messages of the user is recorded, or after a timeout: then the check reports the missing ones. */
function untilRecorded(emulator: Emulator, count: number): Promise<void> {
  return new Promise((resolve) => {
    const countMessages = () => {
      if (emulator.messages(USER).filter(({ type }) => type === 'incoming').length >= count) end();
    };
    const timer = setTimeout(() => end(), TIMEOUT_MS);
    const stop = emulator.observe(countMessages);
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    countMessages();
  });
}
