import type { XoError } from '../errors/index.js';
import { elapsedOn } from '../lib/clock.js';
import { onAbort } from '../lib/on-abort.js';
import type { HistoryRecord } from '../protocol/history.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { ConversationHost, FetchOptions } from './conversation-host.js';
import { olderCursor } from './cursors.js';
import { createHistoryReader, gapMarker, type Progress } from './history-reader.js';
import { detectsGaps, dueOf, initialSync, type SyncCursor, type SyncEvent, transition } from './history-sync.js';
import { mergeRun } from './merge-run.js';
import type { Outbox } from './outbox.js';
import { type Entry, isMessage, isUnnumbered, MATCH_WINDOW_MS, type Timeline } from './timeline.js';

/** A received message with the frame or record that it was read from. */
export type RawMessage = ReceivedMessage & { raw: unknown };

/** State that the conversation and its synchronizer share. */
export interface SharedState {
  /** No message is missing up to this cursor. Undefined until the history has been read. */
  cursor: SyncCursor | undefined;
  /** Aborted when the connection is lost; ends the readings of the history and their retries. */
  connection: AbortController;
  /** Aborted by `end()`; ends the loading of older messages. */
  ended: AbortController;
  /** Streamed answers without a record so far, each with the connection that delivers its parts; undefined after the last part. */
  readonly streams: Map<Entry, AbortController | undefined>;
  /** Acknowledged messages that no reading has found yet. `missingMs`: their age at the last reading that did not find them. */
  readonly unseen: Map<Entry, { ackedAt: number; missingMs: number }>;
  /** The oldest record that the first `loadHistory()` has read: no message after it may be missing. */
  loadedFrom?: SyncCursor;
  readRecord(record: HistoryRecord): RawMessage;
  toMessage(received: ReceivedMessage): ChatMessage;
  /** Remembers records from before this page, which are not shown, so that a redelivery of them is ignored. */
  skip(records: readonly ReceivedMessage[]): void;
}

export interface Synchronizer {
  /** Reports an event to the state machine. @param at when it happened, by `elapsedOn()` */
  dispatch(event: SyncEvent, at: number): void;
  /** Reads the history since the last reading. @returns true if the socket has missed a message */
  check(options: FetchOptions): Promise<boolean>;
  /** Returns the user's message with this text that the history has added before its frame arrived, without a `clientMessageId`. */
  findAdded(text: string): Entry | undefined;
  /** Loads the next `limit` older records. @throws ConnectionError `XO_ABORTED` if one of the signals is aborted */
  loadHistory(
    limit: number,
    signals: readonly (AbortSignal | undefined)[],
  ): Promise<{
    messages: ChatMessage[];
    hasMore: boolean;
    total: number;
  }>;
}

/** Timeout of a request. Each failure in a row adds the same again, up to the factor, for slow networks. */
const READ_TIMEOUT_MS = 5_000;
const MAX_TIMEOUT_FACTOR = 3;
/** The settle time is the longest observed lag times this factor. */
const LAG_FACTOR = 1.5;
/** An acknowledged message that is missing in the history after this time never appears in it. */
const MAX_LAG_MS = 60_000;
/** How long after its record the `user_message` frame of another tab may arrive. */
const LATE_FRAME_MS = 10_000;
/** How long frames of messages that are older than a page of the history may be in transit when the page arrives. */
const IN_TRANSIT_MS = 2_000;
/** Least time between two readings that measure the lag. */
const LAG_RECHECK_MS = 2_000;

/**
 * Keeps the messages consistent with the history: adds messages that the socket has missed, corrects the order, completes
 * streamed answers that lost parts, and finds out whether messages in doubt have arrived. `transition()` in history-sync.ts
 * decides when to read and what a reading proves; this file performs it.
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
  /** The longest time that an acknowledged message was missing before a reading found it. */
  let worstLagMs = 0;
  /** At least one lag was measured: a message was missing in one reading and found by a later one. */
  let isLagKnown = false;
  /** A streamed answer was completed by the history since the last reading, though the open socket has not delivered its last part. */
  let hasCompletedLiveStream = false;
  let gaps = 0;
  /** Messages that the history has added, each with the time until which its frame may still arrive. */
  let lastAdded: readonly (readonly [added: Entry, until: number])[] = [];
  /**
   * The scheduled reading that has not completed yet. It outlives failures and connections, because a reading of many calls, any of
   * which may fail, might otherwise never complete.
   */
  let scheduledReading: { beganAt: number; connection: AbortController; progress?: Progress } | undefined;

  const { backfill, older } = createHistoryReader(
    host.fetchHistory,
    shared.readRecord,
    (run, after, isNews) => {
      const confirmRecord = (entry: Entry, received: ReceivedMessage) => confirm(entry, received, isNews);
      const added = mergeRun(timeline, run.filter(isMessage), toMessage, confirmRecord, after, isNews);
      const until = elapsedOn(clock) + LATE_FRAME_MS;
      lastAdded = [...recentlyAdded(), ...added.map((entry) => [entry, until] as const)];
      for (const { message } of added) if (message.components[0]?.type === 'gap') bus.emit('gap', message);
      return added;
    },
    timeline,
    () => shared.cursor,
  );

  const recentlyAdded = () => lastAdded.filter(([, until]) => elapsedOn(clock) < until);

  /**
   * Called with each message that is in the history and was in the list before.
   *
   * @param isNews the reading is one of the newest records. Older pages say nothing about the socket: the next parts of an answer
   *   may be on their way
   */
  function confirm(entry: Entry, { text, components }: ReceivedMessage, isNews?: boolean): void {
    outbox.confirm(entry);
    const { missingMs = 0 } = unseen.get(entry) ?? {};
    worstLagMs = Math.max(worstLagMs, missingMs);
    isLagKnown ||= missingMs > 0;
    unseen.delete(entry);
    const source = streams.get(entry);
    if (!streams.delete(entry)) return;
    hasCompletedLiveStream ||= !!isNews && !!entry.message.streaming && source === shared.connection;
    update(entry, { text, components, streaming: false, interrupted: false });
  }

  /** Returns the settle time: the configured one, or the observed lag with some room. */
  function settleMs(): number {
    const missing = [...unseen.values()].map(({ missingMs }) => missingMs);
    return Math.max(host.historyLagMs, LAG_FACTOR * Math.max(worstLagMs, ...missing));
  }

  function dispatch(event: SyncEvent, at = elapsedOn(clock)): void {
    const dueBefore = dueOf(sync);
    const context = { now: at, settleMs: settleMs(), random: host.random(), urgency: host.urgency() };
    const known = { ...sync.known, cursor: shared.cursor };
    const [after, ...effects] = transition({ ...sync, known }, event, context);
    sync = after;
    const { cursor } = after.known;
    if (shared.cursor !== cursor) host.saveCursor(cursor!);
    shared.cursor = cursor;
    const due = dueOf(after);
    if (due !== dueBefore) {
      stopTimer();
      if (due) stopTimer = clock.after(due - elapsedOn(clock), () => dispatch({ type: 'due' }));
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
   * Measures how far the history lags, by acknowledged messages that a reading has not found. If one of them can raise the
   * estimate, the history is read again soon, because a late reading would not tell when the message became visible.
   */
  function learnLag(beganAt: number): { isLagging: boolean; recheckMs: number } {
    const knownMs = settleMs();
    let oldestMs = 0;
    for (const [entry, lag] of unseen) {
      const ageMs = beganAt - lag.ackedAt;
      // It was acknowledged during the reading.
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
   * Requests a reading if a frame has arrived after the newest page, and its time does not tell which of the two messages is older:
   *
   *   1. The bot sends two messages in the same second.
   *   2. `loadHistory()` reads one record, that of the second message.
   *   3. The frame of the first message arrives, and is appended.
   */
  function checkOrderAfter(last: Entry): void {
    const following = confirmed[confirmed.indexOf(last) + 1];
    if (following && !(Number(following.serverTime) > Number(last.serverTime))) dispatch({ type: 'wanted' });
  }

  /**
   * Reads the history back to the cursor and merges the result.
   *
   * @param isScheduled started by the state machine: reads back to the messages in doubt and cut-off answers, too
   * @returns true if the socket has missed a message
   */
  async function read(options: FetchOptions, isScheduled = false): Promise<boolean> {
    if (!shared.cursor && shared.loadedFrom) {
      shared.cursor = shared.loadedFrom;
      host.saveCursor(shared.cursor);
    }
    const { cursor, connection } = shared;
    const reading =
      isScheduled && scheduledReading?.progress ? scheduledReading : { beganAt: elapsedOn(clock), connection };
    if (isScheduled) scheduledReading = reading;
    const { beganAt } = reading;
    const searched = isScheduled ? [...outbox.messagesInDoubt, ...(detectsGaps(sync) ? [] : streams.keys())] : [];
    const floor = searched.map(({ notBefore }) => notBefore).reduce(olderCursor, undefined);
    const since = searched.length
      ? Math.min(...searched.map(({ message }) => message.createdAt)) - MATCH_WINDOW_MS
      : Infinity;
    const reach = { cursor, floor, since, max: host.gapLimit };
    const { added, earlier, newest, restart, origin } = await backfill(reach, options, reading.progress, (progress) => {
      if (reading === scheduledReading) scheduledReading.progress = progress;
    });
    if (reading === scheduledReading) scheduledReading = undefined;
    shared.skip(earlier);
    const isRecent = ({ serverTime }: Entry) => !(floor && Number(serverTime) <= Number(cursor?.createdAt));
    const hasMissed =
      detectsGaps(sync) && connection === shared.connection && (hasCompletedLiveStream || added.some(isRecent));
    hasCompletedLiveStream = false;
    if (restart && added[0] && cursor) {
      const message = toMessage(gapMarker(++gaps, added[0].message.createdAt));
      insert(confirmed, confirmed.indexOf(added[0]), { message });
      bus.emit('gap', message);
    }
    // It has not gone back to these messages, and later readings will not either, so that they do not show how far the history lags.
    if (!cursor || restart) unseen.clear();
    dispatch({
      type: 'read',
      beganAt,
      newest,
      restart: cursor ? restart : origin,
      isScheduled: isScheduled && !options.signal?.aborted,
      isOutdated: connection !== reading.connection,
      hasDoubt: outbox.messagesInDoubt.length > 0,
      ...learnLag(beganAt),
    });
    return hasMissed;
  }

  /** Performs a scheduled reading. */
  async function catchUp({ signal }: AbortController): Promise<void> {
    try {
      const failures = sync.phase === 'detached' ? 0 : sync.socket.failures;
      const timeoutMs = READ_TIMEOUT_MS * Math.min(MAX_TIMEOUT_FACTOR, failures + 1);
      if (await read({ signal, timeoutMs }, true)) host.reportGap();
    } catch (error) {
      if (signal.aborted) return;
      const failure = error as XoError;
      // Without a history it stays unknown whether a message in doubt has arrived, so it fails instead of being sent twice
      // (docs/delivery.md, D3). Checked by name, because importing the class would copy it into this lazy part.
      if (failure.name === 'HttpError' && !failure.retryable) outbox.reconciled(failure);
      // Refused credentials end the connection, so that the client does not keep asking (docs/delivery.md, D8).
      if (failure.name === 'TokenError' && !failure.retryable) host.suspectSocket(failure);
      bus.emit('error', failure);
      dispatch({ type: 'failed', retryAfterMs: failure.retryAfterMs || 0 });
    }
  }

  return {
    dispatch,
    check: read,
    findAdded: (text) =>
      recentlyAdded()
        .map(([entry]) => entry)
        .find((entry) => isUnnumbered(entry, text, clock.now())),
    async loadHistory(limit, signals) {
      const abort = new AbortController();
      const stops = signals.map((signal) => onAbort(signal, () => abort.abort()));
      try {
        const { added, from, isNewest, ...page } = await older(limit, { signal: abort.signal });
        shared.loadedFrom ??= from;
        if (isNewest && added.length && sync.phase !== 'detached')
          clock.after(IN_TRANSIT_MS, () => checkOrderAfter(added.at(-1)!));
        return { messages: added.map(({ message }) => message), ...page };
      } finally {
        for (const stop of stops) stop();
      }
    },
  };
}
