import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext } from 'playwright-core';
import { type Emulator, startEmulator } from 'xo-rtm/emulator';
import { FAULTS } from '../../../test/reliability/faults.js';
import { SecretScanner } from '../../../test/simulation/secrets.js';
import { type SeededRandom, seededRandom } from '../../../test/simulation/seeded-random.js';
import { type PageServer, startPageServer } from '../../support/page-server.js';
import { type PageWatch, watchContext } from '../../support/page-watch.js';
import { UserTab } from './user-tab.js';

/** What came out of one run. */
export interface BrowserVerdict {
  /** What was broken, empty when all is well. */
  violations: string[];
  /** What was done, in order. */
  story: string[];
  /** Faults that met something to break. */
  faults: number;
  sent: number;
  said: number;
}

/** How fast the clients' clock goes, and the platform's. Not so fast that a busy machine looks like a dead one. */
const SPEED = 6;
const ROUNDS = 12;
const USER = 'ann';
/** What a page does or waits for may take so long: far more than on a slow machine. */
const PATIENCE_MS = 30_000;

interface Run {
  readonly random: SeededRandom;
  readonly emulator: Emulator;
  readonly context: BrowserContext;
  readonly watch: PageWatch;
  readonly site: PageServer;
  readonly first: UserTab;
  readonly second: UserTab;
  readonly story: string[];
  /** Everything that the clients have logged or announced. */
  readonly told: string[];
  /** Every JWT, access token and `sid` that they had. */
  readonly secrets: string[];
  isOffline: boolean;
  said: number;
}

/**
 * Plays one random run in a browser of its own: one user in one tab or two, with `localStorage` and Web Locks. Some rounds in
 * which everybody talks while pages are reloaded, closed and opened, the network goes and comes, connections are cut and
 * tokens expire; then all faults end, and what is recorded, shown and kept is compared.
 */
export async function browserRun(browser: Browser, seed: number): Promise<BrowserVerdict> {
  const run = await begin(browser, seed);
  const { emulator, context, first, second, story, site } = run;
  const violations: string[] = [];
  try {
    await play(run);
    await judge(run, violations);
  } catch (error) {
    violations.push(`the run stopped: ${error instanceof Error ? error.message : String(error)}`);
  }
  // What a page still asks for would be told as a failure.
  await context.close();
  await site.stop();
  await emulator.stop();
  const sent = [first, second].flatMap(({ pages }) => pages.flat()).length;
  return { violations, story, faults: emulator.faults.hits.length, sent, said: run.said };
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
  context.setDefaultTimeout(PATIENCE_MS);
  const watch = await watchContext(context);
  watch.allowOrigin(emulator.url);
  watch.allowOrigin(site.origin);
  // Connections that break, and answers that refuse, are what these runs are about. What pages say of them is searched all the same.
  watch.forgive(
    /^failed request/,
    /^console: .*(?:ERR_|WebSocket|Failed to load resource|CORS policy|\[xo-rtm\] unable to)/,
  );
  const told: string[] = [];
  const secrets: string[] = [];
  context.on('console', (message) => {
    // The browser itself names the address of a socket that fails. It is good for one use, within 30 s.
    if (!message.text().startsWith('WebSocket connection to')) told.push(message.text());
  });
  await context.exposeBinding('tell', (_, line: string) => void told.push(line));
  await context.exposeBinding('keepSecrets', (_, found: string[]) => void secrets.push(...found));
  return {
    random,
    emulator,
    context,
    watch,
    site,
    told,
    secrets,
    first: new UserTab(context, site.origin, 'a'),
    second: new UserTab(context, site.origin, 'b'),
    story: [],
    isOffline: false,
    said: 0,
  };
}

type Step = (run: Run) => Promise<void>;

const write: Step = async ({ first, second, random, story }) => {
  const tab = second.isOpen && random.chance(0.5) ? second : first;
  story.push(`writes ${await tab.send(1 + random.upTo(4))}`);
};

const say: Step = async (run) => {
  const { emulator, random, story } = run;
  const texts = Array.from({ length: 1 + random.upTo(4) }, () => `bot ${++run.said}`);
  for (const text of texts) emulator.say(text, { to: USER });
  story.push(`bot says ${texts}`);
};

const network: Step = async (run) => {
  run.isOffline = !run.isOffline;
  await run.context.setOffline(run.isOffline);
  run.story.push(run.isOffline ? 'offline' : 'online');
};

/** No page can be loaded without a network. */
const online: Step = async (run) => {
  if (run.isOffline) await network(run);
};

const reload: Step = async (run) => {
  const { first, second, random, story } = run;
  await online(run);
  const tab = second.isOpen && random.chance(0.4) ? second : first;
  await tab.reload();
  story.push(`reloads ${tab === first ? 'a' : 'b'}`);
};

const reopen: Step = async (run) => {
  await online(run);
  await run.first.close();
  await run.first.open();
  run.story.push('closes a and opens it again');
};

const secondTab: Step = async (run) => {
  const { second, story } = run;
  if (second.isOpen) {
    await second.close();
    story.push('closes b');
    return;
  }
  await online(run);
  await second.open();
  story.push('opens b');
};

const cut: Step = async ({ emulator, random, story }) => {
  const how = random.chance(0.5) ? ({ how: 'terminate' } as const) : ({ how: 'close', code: 1012 } as const);
  emulator.disconnect(how);
  story.push(how.how);
};

const expire: Step = async ({ emulator, story }) => {
  emulator.expireTokens();
  story.push('tokens expire');
};

const fault: Step = async ({ emulator, random, story }) => {
  const { match, action } = FAULTS[random.upTo(FAULTS.length - 1)]!;
  emulator.faults.add({ match, action, count: 1 + random.upTo(2), after: random.upTo(2) });
  story.push(`fault ${JSON.stringify({ match, action })}`);
};

const STEPS = [write, write, write, say, say, reload, reopen, secondTab, secondTab, network, cut, expire, fault, fault];

async function play(run: Run): Promise<void> {
  const { first, random, story } = run;
  await first.open();
  await first.send(1);
  await first.settle(1);
  story.push('writes a1.1');
  for (let round = 0; round < ROUNDS; round++) {
    for (let steps = 2; steps > 0; steps--) await STEPS[random.upTo(STEPS.length - 1)]!(run);
    // What goes wrong goes wrong at any moment of what was begun.
    await new Promise((resolve) => setTimeout(resolve, random.upTo(100)));
  }
}

async function judge(run: Run, violations: string[]): Promise<void> {
  const { emulator, context, watch, first, second, told, secrets } = run;
  emulator.faults.clear();
  // Pages hear that the network is there: what is in doubt is decided now, and nobody waits for a timer.
  await context.setOffline(true);
  await context.setOffline(false);
  // As they stand, pages come back by themselves, and deliver what is theirs.
  for (const tab of [first, second]) if (tab.isOpen) await tab.settle(0);
  for (const tab of [first, second]) {
    if (!tab.isOpen) continue;
    const { undelivered } = await tab.shown();
    if (undelivered.length) violations.push(`undelivered: ${undelivered}`);
  }
  if (second.isOpen) await second.close();

  // What pages have left that are gone is sent by the one that comes next, and that one can show everything.
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
  const same = (what: string, left: readonly string[], right: readonly string[]) => {
    if (left.join() !== right.join()) violations.push(`${what}: ${left} instead of ${right}`);
  };
  const sent = written.filter((text) => !isUnclaimed(text) || recorded.includes(text));
  same('recorded of the user', recorded.toSorted(), sent.toSorted());
  for (const texts of [first, second].flatMap(({ pages }) => pages)) {
    same(
      'order of a page',
      recorded.filter((text) => texts.includes(text)),
      texts.filter((text) => sent.includes(text)),
    );
  }
  const shown = await first.shown();
  same('shown of the user', shown.user, recorded);
  same('shown of the bot', shown.bot, logged('outgoing'));
  same('state', [shown.status, ...shown.undelivered], ['ready']);

  const leak = (place: string, excerpt: string) => violations.push(`leak: ${place} shows …${excerpt}…`);
  const scanner = new SecretScanner(leak, [...secrets, emulator.clientSecret]);
  scanner.scan('what clients tell', told);
  const visible = await first.visible();
  scanner.scan('page and storage', visible);
  const lost = first.drafted.filter((text) => !recorded.includes(text) && !visible.includes(text));
  if (lost.length) violations.push(`neither sent nor drafted: ${lost}`);
  if (secrets.length < 3) violations.push('no secrets were seen, so none could be looked for');
  violations.push(...watch.takeFindings().map(({ kind, text }) => `${kind}: ${text}`));
}

/** Resolves when so many messages of the user are recorded, and after a while in any case: then the judgement says which are not. */
function untilRecorded(emulator: Emulator, count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (emulator.messages(USER).filter(({ type }) => type === 'incoming').length >= count) end();
    };
    const timer = setTimeout(() => end(), PATIENCE_MS);
    const stop = emulator.observe(look);
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    look();
  });
}
