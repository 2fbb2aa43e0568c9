import type { Entry } from './platform/conversation-log.js';
import type { Endpoint, Law, Violation } from './recorder.js';
import type { Page, SendNote } from './simulated-page.js';
import { type Evidence, GUEST, pagesToRead, type Tab, USER } from './simulation-state.js';
import { TOO_BIG } from './virtual-platform.js';

/** Calls of one kind that a page may make in one minute without any reason from outside. */
const CALLS_PER_MINUTE: Record<Endpoint | 'socket', number> = {
  grant: 12,
  start: 15,
  socket: 15,
  history: 20,
  other: 0,
};
/**
 * The same where a message or `connect()` waits. The ceilings of the waits are 1, 2, 4, 4 … s then, so that a wait takes 2 s on
 * average, and 30 of them fill a minute; chance makes it 40 where they are short in a row. A message in doubt is looked for
 * twice in a settle time of 5 s, which is 24 readings.
 */
const CALLS_PER_URGENT_MINUTE = 40;
/** Filling a gap takes as many calls as it takes, but not more often than this without a reason. */
const READINGS_PER_MINUTE = 3;
/** A stream that ends without its whole text may be completed from the history. */
const CALLS_PER_REPAIR = 5;
const MINUTE_MS = 60_000;
const JWT_LIFE_MS = 600_000;

/** Compares what the platform recorded with what the pages show and promised. @returns what is wrong, empty when all is well */
export function check(world: Evidence, excused: ReadonlyMap<Page, ReadonlySet<string>>): Violation[] {
  const log = world.platform.log(USER);
  const isCoarse = world.schedule.setup.assumptions.stamps === 'coarse';
  const pages = world.tabs.flatMap(({ page }) => page ?? []);
  const everyPage = pagesOf(world.tabs);
  return [
    ...everyPage.flatMap(({ notebook }) => notebook.violations),
    ...world.platform.complaints.map((what) => ({ law: 'wire' as const, what })),
    ...world.tabs.flatMap(({ past, page }) => [
      ...[...past, ...(page ? [page] : [])].flatMap((one) =>
        checkRecorded(one, log, one === page || isKept(world), world),
      ),
    ]),
    ...checkOrderPerSender(log, world),
    ...world.platform
      .log(GUEST)
      .flatMap(({ kind, text }) =>
        kind === 'user' ? violation('wrong user', `${text} was sent as somebody else`) : [],
      ),
    ...pages.flatMap((page) => [
      ...checkPromises(page, world),
      ...page.pendingCalls.flatMap((call) => violation('unsettled', `${page.letter}: ${call} has not settled`)),
      ...checkMessages(page, log, excused.get(page) ?? new Set(), isCoarse),
      ...checkState(page),
    ]),
    ...everyPage.flatMap((page) => [...checkCalls(page, world), ...checkGrants(page, world)]),
    ...checkStorage(world),
  ];
}

/** Whether what a page has accepted outlives it. */
const isKept = ({ schedule: { setup }, tabs }: Evidence): boolean =>
  (setup.storage === 'sync' || setup.storage === 'async') &&
  // Refused, perhaps, in the hands of a later page.
  !pagesOf(tabs).some(({ notebook }) => notebook.blames);

const pagesOf = (tabs: readonly Tab[]): Page[] => tabs.flatMap(({ past, page }) => [...past, ...(page ? [page] : [])]);

/** What was accepted before anybody was granted, in a page that ended so: no other page may send it (delivery.md, D11). */
const isUnclaimed = ({ isNobodys }: SendNote, { notebook }: Page): boolean => isNobodys && notebook.isAnonymous;

const timesIn = (log: readonly Entry[]): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { kind, text } of log) if (kind === 'user') times.set(text, (times.get(text) ?? 0) + 1);
  return times;
};

/** Laws 1 and 2: what was accepted is recorded exactly once; what was rejected, not at all. */
function checkRecorded(page: Page, log: readonly Entry[], isKept: boolean, world: Evidence): Violation[] {
  const times = timesIn(log);
  return page.sends.flatMap((send) => {
    const recorded = times.get(send.text) ?? 0;
    if (recorded > 0 && isUnclaimed(send, page))
      return violation('wrong user', `${send.text} was sent by a page whose user nobody knew to be the same`);
    if (recorded > 1) return violation('doubled', `${send.text} was recorded ${recorded} times`);
    if (send.outcome === 'rejected' && recorded > 0 && !mayBeElsewhere(send, world)) {
      return violation('wrong status', `${send.text} was rejected (${nameOf(send.error)}), but is recorded`);
    }
    if (send.outcome === 'rejected' && !mayReject(send, page)) {
      return violation('lost', `${send.text} was rejected without need: ${nameOf(send.error)}`);
    }
    if (send.outcome === 'delivered' && recorded === 0)
      return violation('lost', `${send.text} was never recorded, but confirmed`);
    if (
      send.outcome === 'pending' &&
      recorded === 0 &&
      isKept &&
      !send.text.includes(TOO_BIG) &&
      !isUnclaimed(send, page)
    ) {
      return violation('lost', `${send.text} was never recorded`);
    }
    return [];
  });
}

const mayReject = (send: SendNote, page: Page): boolean =>
  send.text.includes(TOO_BIG) || send.isTakenBack === true || page.notebook.blames > 0;

/**
 * Another tab may have sent what the app takes back (delivery.md): the messages of a page that hung up are anybody's, and
 * without Web Locks nothing tells a page that wakes, in time, that it was taken for dead.
 */
const mayBeElsewhere = ({ isTakenBack, wasReleased }: SendNote, { schedule: { setup } }: Evidence): boolean =>
  isTakenBack === true && setup.tabs === 2 && (wasReleased || !setup.locks);

const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/**
 * Law 1: what one tab sends is recorded in the order in which it was sent, over reloads, too. Over a reload only where
 * nobody else could take messages over, and the clock by which they are numbered was not set.
 * What a page that is gone had still to send may have been taken over by another tab.
 */
function checkOrderPerSender(log: readonly Entry[], { tabs, faults }: Evidence): Violation[] {
  const isKept = tabs.length === 1 && !faults.has('set clock');
  const senders = tabs.flatMap(({ past, page }) => {
    const pages = [...past, ...(page ? [page] : [])].map((one) =>
      one.sends.filter(({ outcome }) => isKept || one === page || outcome !== 'pending').map(({ text }) => text),
    );
    return isKept ? [pages.flat()] : pages;
  });
  const places = new Map(log.map(({ text, seq }) => [text, seq]));
  return senders.flatMap((texts) => {
    let last: string | undefined;
    return texts.flatMap((text) => {
      const place = places.get(text);
      if (place === undefined) return [];
      const before = last;
      if (before !== undefined && place < places.get(before)!) {
        return violation('out of order', `${text} was recorded before ${before}`);
      }
      last = text;
      return [];
    });
  });
}

/** Law 1: every promise is settled, and the message says the same. */
function checkPromises({ sends, client }: Page, world: Evidence): Violation[] {
  const byText = new Map(client.messages.map((message) => [message.text, message]));
  return sends.flatMap((send) => {
    const { text, outcome, id } = send;
    if (outcome === 'pending') return violation('unsettled', `the promise of ${text} is still pending`);
    const message = byText.get(text);
    if (!message) return violation('missed', `own message ${text} is not shown`);
    const isDelivered = /^(delivered|read)$/.test(message.status);
    const isRight = outcome === 'rejected' ? message.status === 'failed' : isDelivered;
    if (!isRight && !(isDelivered && mayBeElsewhere(send, world)))
      return violation('wrong status', `${text} was ${outcome}, but is shown as ${message.status}`);
    if (id !== undefined && message.id !== id)
      return violation('wrong status', `${text} has another id than its delivery`);
    return [];
  });
}

/** Laws 2 and 3: each message of the log since the page was ready is shown once, whole, and in the place it has in the log. */
function checkMessages(
  page: Page,
  log: readonly Entry[],
  excused: ReadonlySet<string>,
  isCoarse: boolean,
): Violation[] {
  const { messages } = page.client;
  const found: Violation[] = [];
  const say = (law: Law, what: string) => found.push({ law, what: `${page.letter}: ${what}` });
  const entries = new Map(log.map((entry) => [tagOf(entry.text), entry]));
  const shown = new Set<string>();
  /** A stream whose first part got lost where nobody could know: it is shown without its name. */
  const headless = (text: string) =>
    log.find((one) => excused.has(one.id) && isStream(one) && one.text.includes(text) && !shown.has(tagOf(one.text)));
  const nameAt = (began: number, kind?: Entry['kind']) =>
    log.find((entry) => entry.began === began && (!kind || entry.kind === kind))?.text;
  const from = Math.min(page.readyFrom ?? log.length, page.continuesFrom ?? log.length);
  let last = -1;
  let lastOfBot = -1;
  for (const message of messages) {
    const tag = tagOf(message.text);
    const entry = entries.get(tag) ?? headless(message.text);
    const isOwnFailure = message.from === 'user' && message.status === 'failed';
    if (!entry) {
      if (!isOwnFailure)
        say('doubled', `a message is shown that is not in the log: ${JSON.stringify(message.text)} ${message.status}`);
      continue;
    }
    if (shown.has(tagOf(entry.text))) say('doubled', `${entry.text} is shown twice`);
    shown.add(tagOf(entry.text));
    if (excused.has(entry.id)) continue;
    if (message.text !== entry.text) say('missed', `${entry.text} is shown only in part: ${message.text}`);
    if (message.streaming || message.interrupted) say('missed', `${entry.text} is still said to be incomplete`);
    if ((entry.kind === 'bot') !== (message.from === 'bot'))
      say('wrong status', `${entry.text} is shown as from ${message.from}`);
    if (message.from === 'user' && !/^(delivered|read)$/.test(message.status)) {
      say('wrong status', `${entry.text} is recorded, but shown as ${message.status}`);
    }
    // From before this page, and of the same second as what it knows, or told again before it had read anything: nothing
    // tells the place.
    if ((isCoarse || page.wasBlind) && entry.seq < from) continue;
    // A stream may stand where it began or where it ended. Own messages stand where their ack came.
    if (entry.kind === 'bot' && entry.seq < lastOfBot) {
      say('out of order', `${entry.text} is shown after ${nameAt(lastOfBot, 'bot')}`);
    } else if (entry.seq < last && !page.notebook.displaced.has(entry.id)) {
      say('out of place', `${entry.text} is shown after ${nameAt(last)}`);
    }
    if (entry.kind === 'bot') lastOfBot = Math.max(lastOfBot, entry.began);
    last = Math.max(last, entry.began);
  }
  for (const entry of log.slice(from)) {
    if (!shown.has(tagOf(entry.text)) && !excused.has(entry.id)) say('missed', `${entry.text} is not shown`);
  }
  return found;
}

/** Texts begin with a name of their own: `b12 says …`. Parts of a stream after the first have none. */
const tagOf = (text: string): string => /^[bhxy]\d+\b/.exec(text)?.[0] ?? text;

/** Law 5 of the issue, "always back": everything is healed, so the page is ready. */
function checkState({ letter, client }: Page): Violation[] {
  const { state } = client;
  return state.status === 'ready'
    ? []
    : violation('always back', `${letter} is ${state.status} long after all faults ended`);
}

/** Law 5: no loop. Whatever happens, the calls of any minute are bounded, and by what happened in it. */
function checkCalls({ letter, notebook, waits }: Page, world: Evidence): Violation[] {
  const calls: [Endpoint | 'socket', number[]][] = [
    ...(['grant', 'start', 'history', 'other'] as const).map((endpoint): [Endpoint, number[]] => [
      endpoint,
      notebook.requests.filter((one) => one.endpoint === endpoint).map(({ at }) => at),
    ]),
    ['socket', notebook.sockets.map(({ openedAt }) => openedAt)],
  ];
  return calls.flatMap(([kind, times]) => {
    const streams = world.platform.log(USER).filter(isStream);
    const callsPerReading =
      kind === 'history' ? pagesToRead(world.platform.log(USER), world.schedule.setup.assumptions) : 0;
    for (let first = 0, last = 0; last < times.length; last++) {
      while (times[last]! - times[first]! > MINUTE_MS) first++;
      const isRecent = (at: number) => at > times[first]! - MINUTE_MS && at <= times[last]!;
      const reasons = notebook.stimuli.filter(isRecent).length;
      const repairs = kind === 'history' ? streams.filter(({ recordedAt }) => isRecent(recordedAt)).length : 0;
      const isUrgent = waits.some(({ from, until }) => from <= times[last]! && until >= times[first]!);
      const allowed =
        (isUrgent && kind !== 'other' ? CALLS_PER_URGENT_MINUTE : CALLS_PER_MINUTE[kind]) +
        READINGS_PER_MINUTE * callsPerReading +
        reasons * (1 + callsPerReading) +
        repairs * Math.min(callsPerReading, CALLS_PER_REPAIR);
      if (last - first + 1 > allowed)
        return violation(
          'hot loop',
          `${letter} made ${last - first + 1} calls (${kind}) in a minute; ${allowed} are plenty`,
        );
    }
    return [];
  });
}

const isStream = ({ text }: Entry): boolean => text.includes('word by word');

/** One token at a time, and no more of them than ran out. */
function checkGrants(
  { letter, notebook, jwtCalls, jwtsRefused }: Page,
  { clock, schedule: { setup }, faults }: Evidence,
): Violation[] {
  const grants = notebook.requests.filter(({ endpoint }) => endpoint === 'grant');
  for (const [index, { at }] of grants.entries()) {
    const before = grants[index - 1];
    if (before && (before.endedAt ?? Infinity) > at)
      return violation('grants', `${letter} asked for two access tokens at once`);
  }
  const granted = grants.filter(({ outcome }) => outcome === 200).length;
  const refused = notebook.requests.filter(({ outcome }) => outcome === 401).length;
  const aliveMs = clock.now() - notebook.since;
  const ranOut = Math.floor((2 * aliveMs) / setup.assumptions.tokenLifeMs);
  const jwtsRanOut = setup.assumptions.secureRtm ? Math.floor((2 * aliveMs) / JWT_LIFE_MS) : 0;
  // A clock that is set makes what is good look old.
  const allowed = 1 + refused + ranOut + jwtsRanOut + (faults.get('set clock') ?? 0);
  if (granted > allowed)
    return violation('grants', `${letter} took ${granted} access tokens, where ${allowed} are plenty`);
  const jwtsAllowed = grants.length + notebook.sockets.length + notebook.stimuli.length + jwtsRefused;
  return jwtCalls > jwtsAllowed ? violation('grants', `${letter} asked getJwt ${jwtCalls} times`) : [];
}

/** Law 6: what outlives the page holds no secret. */
function checkStorage({ storage, tabs }: Evidence): Violation[] {
  return [storage, ...tabs.map(({ device }) => device.storage)]
    .flatMap(({ items }) => [...items])
    .flatMap(([key, value]) =>
      /CnRy|eyJ/.test(key + value) ? violation('leak', `the storage holds a secret under ${key}`) : [],
    );
}

const violation = (law: Law, what: string): Violation[] => [{ law, what }];
