import type { XoError } from '../errors/index.js';
import { elapsedOn } from '../lib/clock.js';
import { onAbort } from '../lib/on-abort.js';
import type { HistoryRecord } from '../protocol/history.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { ConversationHost, FetchOptions } from './conversation-host.js';
import { olderCursor } from './cursors.js';
import { createHistoryReader, gapMarker, type Progress } from './history-reader.js';
import { initialSync, type SyncCursor, type SyncEvent, transition } from './history-sync.js';
import { mergeRun } from './merge-run.js';
import type { Outbox } from './outbox.js';
import { type Entry, isMessage, MATCH_WINDOW_MS, type Timeline } from './timeline.js';

/** A message as it came, and the frame or record it was read from. */
export type RawMessage = ReceivedMessage & { raw: unknown };

/** What the conversation and its synchronizer both know. */
export interface SharedState {
  /** Nothing up to here is missing. Undefined where the history was not read yet. */
  cursor: SyncCursor | undefined;
  /** Ends what belongs to the connection: readings of the history and their retries. */
  connection: AbortController;
  /** Ends the loading of older messages. */
  ended: AbortController;
  /** Answers that came in parts and that nothing has confirmed yet, each with the connection that brings the parts. */
  readonly streams: Map<Entry, AbortController | undefined>;
  /** Acknowledged messages that no reading has shown yet; `missingMs`: how old they were when one did not. */
  readonly unseen: Map<Entry, { ackedAt: number; missingMs: number }>;
  /** What the last reading has brought, and when by `elapsedOn()`. */
  lastAdded: readonly [added: readonly Entry[], at: number];
  readRecord(record: HistoryRecord): RawMessage;
  toMessage(received: ReceivedMessage): ChatMessage;
  /** Notes records that stand before this page, and are not shown. */
  skip(records: readonly ReceivedMessage[]): void;
}

export interface Synchronizer {
  /** @param at when it happened, by `elapsedOn()` */
  dispatch(event: SyncEvent, at: number): void;
  /** Reads the history since the last reading. @returns true when the socket has missed something */
  check(options: FetchOptions): Promise<boolean>;
  /** Loads the next `limit` older records. @throws ConnectionError `aborted` when one of the signals is aborted */
  loadHistory(
    limit: number,
    signals: readonly (AbortSignal | undefined)[],
  ): Promise<{
    messages: ChatMessage[];
    moreAvailable: boolean;
    total: number;
  }>;
}

/** A slow line gets as much again after each failure, up to so many times. */
const READ_TIMEOUT_MS = 5_000;
const MAX_TIMEOUT_FACTOR = 3;
/** The history is taken to lag this many times longer than it was seen to. */
const LAG_FACTOR = 1.5;
/** An acknowledged message that is not in the history after this time is not going to be. */
const MAX_LAG_MS = 60_000;
const LAG_RECHECK_MS = 2_000;

/**
 * Keeps the messages in line with the history: adds what the socket has missed, settles the order, repairs answers of which parts
 * were lost, and finds out what became of messages in doubt. When it reads, and what that proves, is decided in history-sync.ts;
 * this file performs it.
 */
export function createSynchronizer(
  host: ConversationHost,
  timeline: Timeline,
  outbox: Outbox,
  shared: SharedState,
): Synchronizer {
  const { bus, clock } = host;
  const { confirmed, insert, update } = timeline;
  const { streams, unseen, toMessage } = shared;
  let sync = initialSync;
  let stopTimer = () => {};
  /** The longest that an acknowledged message was missing before it was shown. */
  let worstLagMs = 0;
  /** One of them was followed until it was shown. */
  let isLagKnown = false;
  /** Whether the last reading has completed an answer whose end the socket still owes. */
  let hasCompletedLiveStream = false;
  let gaps = 0;
  /**
   * The machine's reading that has not come to its end. It outlives failures and connections: a reading of many calls, each of
   * which may fail, would otherwise begin anew for ever.
   */
  let interruptedReading: { beganAt: number; connection: AbortController; progress?: Progress } | undefined;

  const { backfill, older } = createHistoryReader(
    host.fetchHistory,
    shared.readRecord,
    (run, after) => {
      const added = mergeRun(timeline, run.filter(isMessage), toMessage, confirm, after);
      for (const { message } of added) if (message.components[0]?.type === 'gap') bus.emit('gap', message);
      return added;
    },
    timeline,
    () => shared.cursor,
  );

  /** The history knows this message, too. */
  function confirm(entry: Entry, { text, components }: ReceivedMessage): void {
    outbox.confirm(entry);
    const { missingMs = 0 } = unseen.get(entry) ?? {};
    worstLagMs = Math.max(worstLagMs, missingMs);
    isLagKnown ||= missingMs > 0;
    unseen.delete(entry);
    const source = streams.get(entry);
    if (!streams.delete(entry)) return;
    hasCompletedLiveStream ||= !!entry.message.streaming && source === shared.connection;
    update(entry, { text, components, streaming: false, interrupted: false });
  }

  function settleMs(): number {
    const missing = [...unseen.values()].map(({ missingMs }) => missingMs);
    return Math.max(host.historyLagMs, LAG_FACTOR * Math.max(worstLagMs, ...missing));
  }

  function dispatch(event: SyncEvent, at = elapsedOn(clock)): void {
    const { due } = sync;
    const context = { now: at, settleMs: settleMs(), random: host.random(), urgency: host.urgency() };
    const [after, ...effects] = transition({ ...sync, cursor: shared.cursor }, event, context);
    sync = after;
    if (shared.cursor !== after.cursor) host.saveCursor(after.cursor!);
    shared.cursor = after.cursor;
    if (after.due !== due) {
      stopTimer();
      if (after.due) stopTimer = clock.after(after.due - elapsedOn(clock), () => dispatch({ type: 'due' }));
    }
    for (const effect of effects) {
      if (effect === 'read') void catchUp(shared.connection);
      else if (effect === 'resolve doubt') outbox.reconciled();
      else {
        effect satisfies 'give up streams';
        for (const [entry, source] of streams) {
          if (entry.message.streaming && source !== shared.connection)
            update(entry, { streaming: false, interrupted: true });
        }
      }
    }
  }

  /**
   * Learns how far the history lags from acknowledged messages that a reading has not shown. One that may teach more is looked for
   * again before it is so old that its lag could not be told any more.
   */
  function learnLag(beganAt: number): { isLagging: boolean; recheckMs: number } {
    const knownMs = settleMs();
    let oldestMs = 0;
    for (const [entry, lag] of unseen) {
      const ageMs = beganAt - lag.ackedAt;
      // Acknowledged during the reading.
      if (ageMs <= 0) continue;
      lag.missingMs = ageMs;
      if (ageMs > MAX_LAG_MS) unseen.delete(entry);
      else oldestMs = Math.max(oldestMs, ageMs);
    }
    const isInformative = oldestMs * LAG_FACTOR > knownMs || (oldestMs > 0 && !isLagKnown);
    const recheckMs = isInformative
      ? Math.max(LAG_RECHECK_MS, knownMs / LAG_FACTOR - oldestMs, oldestMs * (LAG_FACTOR - 1))
      : 0;
    return { isLagging: oldestMs > knownMs, recheckMs };
  }

  /**
   * @param isOwn it is the machine's, and goes back to where messages in doubt may be
   * @returns true when the socket has missed something
   */
  async function read(options: FetchOptions, isOwn = false): Promise<boolean> {
    const { detectsGaps } = sync;
    const { cursor, connection } = shared;
    const reading =
      isOwn && interruptedReading?.progress ? interruptedReading : { beganAt: elapsedOn(clock), connection };
    if (isOwn) interruptedReading = reading;
    const { beganAt } = reading;
    const searched = isOwn ? [...outbox.messagesInDoubt, ...(detectsGaps ? [] : streams.keys())] : [];
    const floor = searched.map(({ notBefore }) => notBefore).reduce(olderCursor, undefined);
    const since = searched.length
      ? Math.min(...searched.map(({ message }) => message.createdAt)) - MATCH_WINDOW_MS
      : Infinity;
    const reach = { cursor, floor, since, max: host.gapLimit };
    const { added, earlier, newest, restart, origin } = await backfill(reach, options, reading.progress, (progress) => {
      if (reading === interruptedReading) interruptedReading.progress = progress;
    });
    if (reading === interruptedReading) interruptedReading = undefined;
    shared.skip(earlier);
    const isRecent = ({ serverTime }: Entry) => !(floor && Number(serverTime) <= Number(cursor?.createdAt));
    const hasMissed =
      detectsGaps &&
      sync.detectsGaps &&
      connection === shared.connection &&
      (hasCompletedLiveStream || added.some(isRecent));
    hasCompletedLiveStream = false;
    if (added.length) shared.lastAdded = [added, elapsedOn(clock)];
    if (restart && added[0] && cursor) {
      const message = toMessage(gapMarker(++gaps, added[0].message.createdAt));
      insert(confirmed, confirmed.indexOf(added[0]), { message });
      bus.emit('gap', message);
    }
    // What has happened between two connections comes to light at once, and not only after a settle time.
    if (connection !== reading.connection) dispatch({ type: 'wanted' });
    dispatch({
      type: 'read',
      beganAt,
      newest,
      restart: cursor ? restart : origin,
      isScheduled: isOwn && !options.signal?.aborted,
      hasDoubt: outbox.messagesInDoubt.length > 0,
      ...(restart ? { isLagging: false, recheckMs: 0 } : learnLag(beganAt)),
    });
    return hasMissed;
  }

  /** Reads what was missed. */
  async function catchUp({ signal }: AbortController): Promise<void> {
    try {
      const timeoutMs = READ_TIMEOUT_MS * Math.min(MAX_TIMEOUT_FACTOR, sync.failures + 1);
      if (await read({ signal, timeoutMs }, true)) host.reportGap();
    } catch (error) {
      if (signal.aborted) return;
      const failure = error as XoError;
      // Without a history nobody can tell whether a message in doubt has arrived: it is not sent twice (law 2). By its name, because
      // the class belongs to what is here already.
      if (failure.name === 'HttpError' && !failure.retryable) outbox.reconciled(failure);
      // Refused credentials are the connection's business: whoever goes on asking is a nuisance (law 5).
      if (failure.name === 'TokenError' && !failure.retryable) host.suspectSocket(failure);
      bus.emit('error', failure);
      dispatch({ type: 'failed', retryAfterMs: failure.retryAfterMs || 0 });
    }
  }

  return {
    dispatch,
    check: read,
    async loadHistory(limit, signals) {
      const abort = new AbortController();
      const stops = signals.map((signal) => onAbort(signal, () => abort.abort()));
      try {
        const { added, ...page } = await older(limit, { signal: abort.signal });
        return { messages: added.map(({ message }) => message), ...page };
      } finally {
        for (const stop of stops) stop();
      }
    },
  };
}
