import type { Entry } from './platform/conversation-log.js';
import type { Endpoint, Violation, ViolationKind } from './recorder.js';
import type { SentMessage, SimulatedPage } from './simulated-page.js';
import { GUEST, pagesToRead, type SimulatedTab, type SimulationState, USER } from './simulation-state.js';
import { STREAMED, TOO_BIG } from './virtual-platform.js';

/** The calls that a page may make in one minute without an event that triggers them, by kind. */
const CALLS_PER_MINUTE: Record<Endpoint | 'socket', number> = {
  grant: 12,
  start: 15,
  socket: 15,
  history: 20,
  other: 0,
};
/**
 * The same while a message or `connect()` waits. The waits are at most 1, 2, 4, 4 … s then, 2 s on average, so that 30 of them
 * fill a minute; with several short ones in a row there may be 40. A message in doubt is looked up twice in a settle time of
 * 5 s, which makes 24 readings.
 */
const CALLS_PER_URGENT_MINUTE = 40;
/** Readings of the whole history, with all their calls, that are allowed without a trigger. */
const READINGS_PER_MINUTE = 3;
/** The client may complete a stream from the history when it ends without its complete text. */
const CALLS_PER_REPAIR = 5;
const MINUTE_MS = 60_000;
const JWT_LIFETIME_MS = 600_000;

/**
 * Compares the log of the platform with what the pages show and what their promises say.
 *
 * @param excused by page, the log entries whose loss it cannot detect
 * @returns the violations; empty if there are none
 */
export function check(
  simulation: SimulationState,
  excused: ReadonlyMap<SimulatedPage, ReadonlySet<string>>,
): Violation[] {
  const log = simulation.platform.log(USER);
  const isCoarse = simulation.schedule.setup.assumptions.timestamps === 'coarse';
  const pages = simulation.tabs.flatMap(({ page }) => page ?? []);
  const everyPage = pagesOf(simulation.tabs);
  return [
    ...everyPage.flatMap(({ recorder }) => recorder.violations),
    ...simulation.platform.invalidFrames.map((message) => ({ kind: 'invalid frame' as const, message })),
    ...simulation.tabs.flatMap(({ past, page }) => [
      ...[...past, ...(page ? [page] : [])].flatMap((one) =>
        checkRecorded(one, log, one === page || isStored(simulation), simulation),
      ),
    ]),
    ...checkOrderPerSender(log, simulation),
    ...simulation.platform
      .log(GUEST)
      .flatMap(({ kind, text }) =>
        kind === 'user' ? violation('wrong user', `${text} was sent as another user`) : [],
      ),
    ...pages.flatMap((page) => [
      ...checkPromises(page, simulation),
      ...page.pendingCalls.flatMap((call) => violation('unsettled', `${page.letter}: ${call} has not settled`)),
      ...checkMessages(page, log, excused.get(page) ?? new Set(), isCoarse),
      ...checkState(page),
    ]),
    ...everyPage.flatMap((page) => [...checkCalls(page, simulation), ...checkGrants(page, simulation)]),
    ...checkStorage(simulation),
  ];
}

/** Whether accepted messages outlive their page. */
const isStored = ({ schedule: { setup }, tabs }: SimulationState): boolean =>
  (setup.storage === 'sync' || setup.storage === 'async') &&
  // A later page may have rejected them.
  !pagesOf(tabs).some(({ recorder }) => recorder.messageCloses);

const pagesOf = (tabs: readonly SimulatedTab[]): SimulatedPage[] =>
  tabs.flatMap(({ past, page }) => [...past, ...(page ? [page] : [])]);

/** Whether a message was accepted before the first grant, in a page that never had one: no other page may send it (D11). */
const isUnclaimed = ({ hadUnknownUser }: SentMessage, { recorder }: SimulatedPage): boolean =>
  hadUnknownUser && recorder.isUserUnknown;

const timesIn = (log: readonly Entry[]): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { kind, text } of log) if (kind === 'user') times.set(text, (times.get(text) ?? 0) + 1);
  return times;
};

/** D1, D3: accepted messages are recorded exactly once, rejected ones never. */
function checkRecorded(
  page: SimulatedPage,
  log: readonly Entry[],
  isStored: boolean,
  simulation: SimulationState,
): Violation[] {
  const times = timesIn(log);
  return page.sends.flatMap((send) => {
    const recorded = times.get(send.text) ?? 0;
    if (recorded > 0 && isUnclaimed(send, page))
      return violation('wrong user', `${send.text} was sent by another page, although its user was unknown`);
    if (recorded > 1) return violation('doubled', `${send.text} was recorded ${recorded} times`);
    if (send.outcome === 'rejected' && recorded > 0 && !mayBeElsewhere(send, simulation)) {
      return violation('wrong status', `${send.text} was rejected (${nameOf(send.error)}), but is recorded`);
    }
    if (send.outcome === 'rejected' && !mayReject(send, page)) {
      return violation('lost', `${send.text} was rejected without a reason: ${nameOf(send.error)}`);
    }
    if (send.outcome === 'delivered' && recorded === 0)
      return violation('lost', `${send.text} was never recorded, but confirmed`);
    if (
      send.outcome === 'pending' &&
      recorded === 0 &&
      isStored &&
      !send.text.includes(TOO_BIG) &&
      !isUnclaimed(send, page)
    ) {
      return violation('lost', `${send.text} was never recorded`);
    }
    return [];
  });
}

const mayReject = (send: SentMessage, page: SimulatedPage): boolean =>
  send.text.includes(TOO_BIG) || send.isAborted === true || page.recorder.messageCloses > 0;

/**
 * Whether another tab may send a message that the app has aborted (docs/delivery.md, "What is not promised"). Any tab may
 * take over the messages of a disconnected page, and without Web Locks a page that wakes does not learn in time that another tab
 * has presumed it dead.
 */
const mayBeElsewhere = ({ isAborted, wasReleased }: SentMessage, { schedule: { setup } }: SimulationState): boolean =>
  isAborted === true && setup.tabs === 2 && (wasReleased || !setup.locks);

const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/**
 * D2: the messages of one tab are recorded in the order in which they were sent. This covers reloads only if no other tab could
 * take over messages, and if the clock by which they are numbered was not set. With two tabs, the pending messages of closed
 * pages are ignored, because the other tab may have taken them over. So is a message that the app has aborted if the other tab may
 * still send it: its own tab knows nothing of that, and cannot wait for it.
 */
function checkOrderPerSender(log: readonly Entry[], simulation: SimulationState): Violation[] {
  const { tabs, faults } = simulation;
  const isStored = tabs.length === 1 && !faults.has('set clock');
  const senders = tabs.flatMap(({ past, page }) => {
    const pages = [...past, ...(page ? [page] : [])].map((one) =>
      one.sends
        .filter((send) => send.outcome !== 'rejected' || !mayBeElsewhere(send, simulation))
        .filter(({ outcome }) => isStored || one === page || outcome !== 'pending')
        .map(({ text }) => text),
    );
    return isStored ? [pages.flat()] : pages;
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

/** D1: every promise is settled, and the status of the message matches it. */
function checkPromises({ sends, client }: SimulatedPage, simulation: SimulationState): Violation[] {
  const byText = new Map(client.messages.map((message) => [message.text, message]));
  return sends.flatMap((send) => {
    const { text, outcome, id } = send;
    if (outcome === 'pending') return violation('unsettled', `the promise of ${text} is still pending`);
    const message = byText.get(text);
    if (!message) return violation('missed', `own message ${text} is not shown`);
    const isDelivered = /^(delivered|read)$/.test(message.status);
    const isRight = outcome === 'rejected' ? message.status === 'failed' : isDelivered;
    if (!isRight && !(isDelivered && mayBeElsewhere(send, simulation)))
      return violation('wrong status', `${text} was ${outcome}, but is shown as ${message.status}`);
    if (id !== undefined && message.id !== id)
      return violation('wrong status', `${text} has another id than its delivery`);
    return [];
  });
}

/** D3, D4, D5: each log entry since the page was ready is shown once, with its complete text, in the order of the log. */
function checkMessages(
  page: SimulatedPage,
  log: readonly Entry[],
  excused: ReadonlySet<string>,
  isCoarse: boolean,
): Violation[] {
  const { messages } = page.client;
  const found: Violation[] = [];
  const report = (kind: ViolationKind, message: string) => found.push({ kind, message: `${page.letter}: ${message}` });
  const entries = new Map(log.map((entry) => [tagOf(entry.text), entry]));
  const shown = new Set<string>();
  /** Finds the entry of a stream whose first part was lost without a chance to detect it, so that its text has no tag. */
  const findUntagged = (text: string) =>
    log.find((one) => excused.has(one.id) && isStream(one) && one.text.includes(text) && !shown.has(tagOf(one.text)));
  const textAt = (startSeq: number, kind?: Entry['kind']) =>
    log.find((entry) => entry.startSeq === startSeq && (!kind || entry.kind === kind))?.text;
  const from = Math.min(page.readyFrom ?? log.length, page.continuesFrom ?? log.length);
  let last = -1;
  let lastOfBot = -1;
  for (const message of messages) {
    const tag = tagOf(message.text);
    const entry = entries.get(tag) ?? findUntagged(message.text);
    const isOwnFailure = message.from === 'user' && message.status === 'failed';
    if (!entry) {
      if (!isOwnFailure)
        report(
          'doubled',
          `a message is shown that is not in the log: ${JSON.stringify(message.text)} ${message.status}`,
        );
      continue;
    }
    if (shown.has(tagOf(entry.text))) report('doubled', `${entry.text} is shown twice`);
    shown.add(tagOf(entry.text));
    if (excused.has(entry.id)) continue;
    if (message.text !== entry.text) report('missed', `${entry.text} is shown only in part: ${message.text}`);
    if (message.streaming || message.interrupted) report('missed', `${entry.text} is still shown as incomplete`);
    if ((entry.kind === 'bot') !== (message.from === 'bot'))
      report('wrong status', `${entry.text} is shown as from ${message.from}`);
    if (message.from === 'user' && !/^(delivered|read)$/.test(message.status)) {
      report('wrong status', `${entry.text} is recorded, but shown as ${message.status}`);
    }
    // The order is unknown for entries from before this page that have the same second as others, or that were delivered again
    // before the page had read the history.
    if ((isCoarse || page.connectedBeforeHistory) && entry.seq < from) continue;
    // A stream is in order at the place of its start or of its end, and an own message at that of its ack.
    if (entry.kind === 'bot' && entry.seq < lastOfBot) {
      report('out of order', `${entry.text} is shown after ${textAt(lastOfBot, 'bot')}`);
    } else if (entry.seq < last && !page.recorder.reordered.has(entry.id)) {
      report('out of place', `${entry.text} is shown after ${textAt(last)}`);
    }
    if (entry.kind === 'bot') lastOfBot = Math.max(lastOfBot, entry.startSeq);
    last = Math.max(last, entry.startSeq);
  }
  for (const entry of log.slice(from)) {
    if (!shown.has(tagOf(entry.text)) && !excused.has(entry.id)) report('missed', `${entry.text} is not shown`);
  }
  return found;
}

/** The tag that each text begins with, such as `b12`. Parts of a stream after the first have none. */
const tagOf = (text: string): string => /^[bhxy]\d+\b/.exec(text)?.[0] ?? text;

/** D7: the page is ready after all faults have ended. */
function checkState({ letter, client }: SimulatedPage): Violation[] {
  const { state } = client;
  return state.status === 'ready'
    ? []
    : violation('not reconnected', `${letter} is ${state.status} long after all faults ended`);
}

/** D8: no hot loop. The calls in any minute are bounded by a constant and the events in it. */
function checkCalls({ letter, recorder, waits }: SimulatedPage, simulation: SimulationState): Violation[] {
  const calls: [Endpoint | 'socket', number[]][] = [
    ...(['grant', 'start', 'history', 'other'] as const).map((endpoint): [Endpoint, number[]] => [
      endpoint,
      recorder.requests.filter((one) => one.endpoint === endpoint).map(({ at }) => at),
    ]),
    ['socket', recorder.sockets.map(({ openedAt }) => openedAt)],
  ];
  return calls.flatMap(([kind, times]) => {
    const streams = simulation.platform.log(USER).filter(isStream);
    const callsPerReading =
      kind === 'history' ? pagesToRead(simulation.platform.log(USER), simulation.schedule.setup.assumptions) : 0;
    for (let first = 0, last = 0; last < times.length; last++) {
      while (times[last]! - times[first]! > MINUTE_MS) first++;
      const isRecent = (at: number) => at > times[first]! - MINUTE_MS && at <= times[last]!;
      const reasons = recorder.triggers.filter(isRecent).length;
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
          `${letter} made ${last - first + 1} calls (${kind}) in a minute; ${allowed} are allowed`,
        );
    }
    return [];
  });
}

const isStream = ({ text }: Entry): boolean => text.includes(STREAMED);

/** D8: the page requests one token at a time, and no more tokens than expired or were refused. */
function checkGrants(
  { letter, recorder, jwtCalls, jwtFailures }: SimulatedPage,
  { clock, schedule: { setup }, faults }: SimulationState,
): Violation[] {
  const grants = recorder.requests.filter(({ endpoint }) => endpoint === 'grant');
  for (const [index, { at }] of grants.entries()) {
    const before = grants[index - 1];
    if (before && (before.endedAt ?? Infinity) > at)
      return violation('excess grants', `${letter} asked for two access tokens at once`);
  }
  const granted = grants.filter(({ outcome }) => outcome === 200).length;
  const refused = recorder.requests.filter(({ outcome }) => outcome === 401).length;
  const aliveMs = clock.now() - recorder.since;
  const ranOut = Math.floor((2 * aliveMs) / setup.assumptions.tokenLifetimeMs);
  const jwtsRanOut = setup.assumptions.secureRtm ? Math.floor((2 * aliveMs) / JWT_LIFETIME_MS) : 0;
  // When the clock is set, a valid token may look expired.
  const allowed = 1 + refused + ranOut + jwtsRanOut + (faults.get('set clock') ?? 0);
  if (granted > allowed)
    return violation('excess grants', `${letter} took ${granted} access tokens, where ${allowed} are enough`);
  const jwtsAllowed = grants.length + recorder.sockets.length + recorder.triggers.length + jwtFailures;
  return jwtCalls > jwtsAllowed ? violation('excess grants', `${letter} asked getJwt ${jwtCalls} times`) : [];
}

/** D9: the storage holds no secret. */
function checkStorage({ storage, tabs }: SimulationState): Violation[] {
  return [storage, ...tabs.map(({ browser }) => browser.storage)]
    .flatMap(({ items }) => [...items])
    .flatMap(([key, value]) =>
      /CnRy|eyJ/.test(key + value) ? violation('leak', `the storage holds a secret under ${key}`) : [],
    );
}

const violation = (kind: ViolationKind, message: string): Violation[] => [{ kind, message }];
