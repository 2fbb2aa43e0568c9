import { type ConnectionError, HttpError, ProtocolError, TokenError, type XoError } from '../errors/index.js';
import { blamesFrame } from '../protocol/close-codes.js';
import { toReceipt } from '../protocol/encode.js';
import type { HistoryRecord } from '../protocol/history.js';
import { readHistoryRecord } from '../protocol/history-record.js';
import type { BotResponseFrame, InboundFrame } from '../protocol/inbound.js';
import { readBotResponse, readUserMessage } from '../protocol/live-message.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import { applyReceipt } from './apply-receipt.js';
import type { ChatMessage } from './chat-message.js';
import type { ConversationPorts } from './conversation-ports.js';
import { gapMarker } from './gap-marker.js';
import { createHistoryReader, type FetchOptions, type HistoryReader } from './history-reader.js';
import { initialSync, type Mark, type SyncEvent, type SyncTimer, transition } from './history-sync.js';
import { isMessage } from './is-message.js';
import { olderMark, roughPlace } from './older-mark.js';
import { createOutbox, type Outbox } from './outbox.js';
import { createPresence, type Presence } from './presence.js';
import { APART_MS, createTimeline, type Entry, nameless, type Timeline } from './timeline.js';

export interface Conversation {
  readonly timeline: Timeline;
  readonly presence: Presence;
  readonly outbox: Outbox;
  readonly history: HistoryReader;
  /** The connection is ready, perhaps still the same one. */
  onReady(): void;
  /** There is none, or no longer. */
  onLost(cause?: XoError): void;
  /** The client has hung up, or was refused: nothing runs on. */
  stop(): void;
  /** Messages of other pages may have joined the queue: the history is asked what became of them. */
  doubt(joined: boolean): void;
  /** Goes on from a place that an earlier page has read up to, where this one has read nothing yet. */
  resume(mark: Mark): void;
  receive(frame: InboundFrame): void;
  /** The user has seen everything that is here. */
  markRead(): void;
  /** Notes where the history stands, before the first socket opens: whatever comes later and is not here is missing. */
  prepare(signal: AbortSignal): Promise<unknown>;
  /** No message of the queue is in the history up to here. */
  sureMark(): Mark | undefined;
  /** Reads the history since the last reading. @returns true when the socket has missed something */
  check(timeoutMs: number): Promise<boolean>;
}

type Raw = ReceivedMessage & { raw: unknown };

/** An answer whose first part comes so soon after connecting may have begun before: when it ends, the history is asked. */
const LATE_MS = 10_000;
const READ_TIMEOUT_MS = 5_000;
/** The history is taken to lag this many times longer than it was seen to. */
const LAG_FACTOR = 1.5;
/** An acknowledged message that is not in the history after this time is not going to be. */
const LONGEST_LAG_MS = 60_000;
const RECHECK_MS = 2_000;
const TOO_LARGE = { hint: 'Let the bot send less in one message: links in place of data.' };

/**
 * The messages and everything that changes them. Frames and history come in, frames go out.
 *
 * What a frame brings is shown at once. The history has the last word: it is read after every connect, adds what was
 * missed, settles the order, and repairs answers of which parts were lost. When it is read, and what that proves, is decided
 * in history-sync.ts; this file performs it.
 */
export function createConversation(ports: ConversationPorts): Conversation {
  const { bus, clock, changed } = ports;
  const timeline = createTimeline((message) => {
    if (message) bus.emit('message', message);
    changed();
  });
  const { settled, queue, get, insert, update } = timeline;
  const outbox = createOutbox(
    ports,
    timeline,
    ({ message }) => sync.cursor ?? roughPlace(message.createdAt),
    () => tellSync({ type: 'opened', reason: 'doubt', isPatient: true }),
  );
  const presence = createPresence(ports);
  const history = createHistoryReader(
    ports.fetchHistory,
    (record: HistoryRecord): Raw => ({ ...readHistoryRecord(record), raw: record }),
    (run, after) => {
      const added = timeline.merge(run.filter(isMessage), toMessage, confirm, after);
      for (const { message } of added) if (message.components[0]?.type === 'gap') bus.emit('gap', message);
      return added;
    },
    timeline,
  );

  /** Messages of agents that they have not been told are read. */
  let unread: string[] = [];
  /** What the last reading has brought, and when. */
  let fresh: [readonly Entry[], atMs: number] = [[], 0];
  /** Names for messages that came without one. */
  let names = 0;
  /** Ends what belongs to the connection: readings of the history and their retries. */
  let connection = new AbortController();
  let connectedAt = 0;
  connection.abort();
  let sync = initialSync;
  const timers = new Map<SyncTimer, () => void>();
  /** Whether the last reading has completed an answer whose end the socket still owes. */
  let isOwed = false;
  /** Acknowledged messages that no reading has shown yet; `missingMs`: how old they were when one did not. */
  const unseen = new Map<Entry, { ackedAt: number; missingMs: number }>();
  /** The longest that one of them was missing before it was shown. */
  let worstLagMs = 0;
  /** One of them was followed until it was shown. */
  let isLagKnown = false;
  /** Names of records that are not shown here, because they are from before this page. */
  const skipped = new Set<string>();
  /** Answers that came in parts and that nothing has confirmed yet, each with the connection that brings the parts. */
  const streams = new Map<Entry, AbortController | undefined>();

  const toMessage = ({ serverId, createdAt, ...content }: ReceivedMessage): ChatMessage => ({
    ...(content as object as ChatMessage),
    id: `${content.clientMessageId ?? serverId ?? `unnamed-${++names}`}`,
    status: 'delivered',
    createdAt: createdAt ?? clock.now(),
  });

  /** The history knows this message, too. */
  function confirm(entry: Entry, { text, components }: ReceivedMessage): void {
    outbox.confirm(entry);
    const { missingMs = 0 } = unseen.get(entry) ?? {};
    worstLagMs = Math.max(worstLagMs, missingMs);
    isLagKnown ||= missingMs > 0;
    unseen.delete(entry);
    const source = streams.get(entry);
    if (!streams.delete(entry)) return;
    isOwed ||= !!entry.message.streaming && source === connection;
    update(entry, { text, components, streaming: false, interrupted: false });
  }

  /** Adds what a frame brought. */
  function add(received: Raw, stamp?: number, change?: Partial<ChatMessage>): Entry {
    const isOld = Number(stamp) < Number(sync.cursor?.createdAt);
    return timeline.append({ message: { ...toMessage(received), ...change }, stamp }, isOld);
  }

  /** It was shown by an earlier page, or was not wanted: the platform repeats itself after a reconnect. */
  function isAccountedFor(name: string): boolean {
    const { serverId, createdAt, text } = sync.cursor ?? {};
    return skipped.has(name) || name === serverId || name === nameless(createdAt, text);
  }

  function applyBotResponse(frame: BotResponseFrame): void {
    const received = { ...readBotResponse(frame), raw: frame };
    const { serverId, createdAt, text } = received;
    if (!isMessage(received)) return presence.setTyping('bot');
    ports.confirmReceipt(toReceipt(frame));
    presence.setTyping();
    const name = serverId ?? (createdAt && nameless(createdAt, text));
    const found = get(name);
    // A hostile id: it names a message of the user.
    const known = found?.message.from === 'user' ? undefined : found;
    if (frame.sM && name) extendStream(known, received, frame);
    else if (!known && !(name && isAccountedFor(`${name}`))) {
      const entry = add({ ...received, serverId: name as string }, createdAt);
      if (received.from === 'agent' && serverId) {
        ports.tell('message_delivered', { messageId: serverId });
        unread.push(serverId);
      }
      if (!serverId) timeline.watch(entry, entry.message.createdAt);
    }
  }

  /** Parts of one answer carry one `messageId`: they are one message (protocol.md §4.3). */
  function extendStream(known: Entry | undefined, part: Raw, { endChunk, completeResponse }: BotResponseFrame): void {
    // Complete already, or cut and without its middle: only the whole text is of use.
    const isCut = known && streams.get(known) !== connection && completeResponse === undefined;
    // Its end may be the moment at which its record is made.
    if (isCut && endChunk && streams.has(known)) tellSync({ type: 'opened', reason: 'repair' });
    if (isCut) return;
    const text = completeResponse ?? (known?.message.text ?? '') + part.text;
    const rich = endChunk && part.components.some(({ type }) => type !== 'text');
    const change: Partial<ChatMessage> = {
      text,
      components: rich ? part.components : [{ type: 'text', text }],
      streaming: !endChunk,
      interrupted: false,
    };
    const entry = known ?? add(part, part.createdAt, change);
    if (known) update(known, change);
    else {
      entry.doubtful = clock.now() < connectedAt + LATE_MS;
      entry.after = sync.cursor ?? roughPlace(clock.now());
    }
    streams.set(entry, endChunk ? undefined : connection);
    if (endChunk && entry.doubtful && completeResponse === undefined) tellSync({ type: 'opened', reason: 'repair' });
  }

  function settleMs(): number {
    const missing = [...unseen.values()].map(({ missingMs }) => missingMs);
    return Math.max(ports.historyLagMs, LAG_FACTOR * Math.max(worstLagMs, ...missing));
  }

  function tellSync(event: SyncEvent): void {
    const chance = { settleMs: settleMs(), random: ports.random(), urgency: ports.urgency() };
    const [after, ...effects] = transition(sync, event, chance);
    sync = after;
    for (const effect of effects) {
      switch (effect.do) {
        case 'read':
          void catchUp(connection, sync.run);
          break;
        case 'wait': {
          const { timer, ms } = effect;
          timers.get(timer)?.();
          timers.set(
            timer,
            clock.after(ms, () => tellSync({ type: 'timer', timer })),
          );
          break;
        }
        case 'stop timers':
          for (const timer of effect.timers) timers.get(timer)?.();
          break;
        case 'resolve doubt':
          outbox.reconciled();
          break;
        case 'give up streams':
          for (const [entry, source] of streams) {
            if (entry.message.streaming && source !== connection)
              update(entry, { streaming: false, interrupted: true });
          }
          break;
        default:
          effect satisfies never;
      }
    }
  }

  /**
   * Acknowledged messages that a reading has not shown tell how far the history lags. One that may teach more is followed:
   * looked for again before it is so old that its lag could not be told any more.
   */
  function learnLag(beganAt: number): { isLagging: boolean; recheckMs: number } {
    const knownMs = settleMs();
    let oldestMs = 0;
    for (const [entry, lag] of unseen) {
      const ageMs = beganAt - lag.ackedAt;
      // Acknowledged during the reading, or the clock was set back.
      if (ageMs <= 0) continue;
      if (ageMs > LONGEST_LAG_MS) unseen.delete(entry);
      else {
        lag.missingMs = ageMs;
        oldestMs = Math.max(oldestMs, ageMs);
      }
    }
    const isNews = oldestMs * LAG_FACTOR > knownMs || (oldestMs > 0 && !isLagKnown);
    const recheckMs = isNews ? Math.max(RECHECK_MS, knownMs / LAG_FACTOR - oldestMs, oldestMs * (LAG_FACTOR - 1)) : 0;
    return { isLagging: oldestMs > knownMs, recheckMs };
  }

  /**
   * @param isDeep goes back to where messages in doubt may be
   * @returns true when the socket has missed something
   */
  async function fill(options: FetchOptions, isDeep: boolean, isOwn = false): Promise<boolean> {
    const before = sync;
    const beganAt = clock.now();
    const { cursor } = before;
    const sought = isDeep ? [...outbox.doubtful, ...(before.isWitness ? [] : streams.keys())] : [];
    const floor = sought.map(({ after }) => after).reduce(olderMark, undefined);
    const since = sought.length ? Math.min(...sought.map(({ message }) => message.createdAt)) - APART_MS : Infinity;
    const { added, earlier, newest, restart } = await history.backfill(
      { cursor, floor, since, max: ports.gapLimit },
      options,
    );
    // Live frames of older servers have no id.
    for (const { serverId = '', createdAt, text } of earlier) skipped.add(serverId).add(nameless(createdAt, text));
    const isRecent = ({ stamp }: Entry) => !(floor && Number(stamp) <= Number(cursor?.createdAt));
    const missed =
      before.isWitness && sync.isWitness && connection.signal === options.signal && (isOwed || added.some(isRecent));
    isOwed = false;
    if (added.length) fresh = [added, clock.now()];
    if (restart && added[0] && cursor) {
      const marker = gapMarker(++names, added[0].message.createdAt);
      insert(settled, settled.indexOf(added[0]), { message: marker });
      bus.emit('gap', marker);
    }
    const isDoubtful = outbox.doubtful.length > 0;
    const lag = restart ? { isLagging: false, recheckMs: 0 } : learnLag(beganAt);
    tellSync({ type: 'read', before, newest, restart: cursor && restart, isOwn, isDeep, isDoubtful, ...lag });
    if (sync.cursor !== cursor) ports.saveMark(sync.cursor!);
    return missed;
  }

  /** Reads what was missed. */
  async function catchUp({ signal }: AbortController, run: number): Promise<void> {
    try {
      if (await fill({ signal, timeoutMs: READ_TIMEOUT_MS }, true, true)) ports.missed();
    } catch (error) {
      if (signal.aborted) return;
      // Without a history nobody can tell whether a message in doubt has arrived: it is not sent twice (law 2).
      if (error instanceof HttpError && !error.retryable) outbox.reconciled(error);
      // Refused credentials are the connection's business: whoever goes on asking is a nuisance (law 5).
      if (error instanceof TokenError && !error.retryable) ports.suspect(error);
      bus.emit('error', error as XoError);
      tellSync({ type: 'failed', run, retryAfterMs: (error instanceof HttpError && error.retryAfterMs) || 0 });
    }
  }

  return {
    timeline,
    presence,
    outbox,
    history,
    onReady() {
      if (connection.signal.aborted) {
        connection = new AbortController();
        connectedAt = clock.now();
        tellSync({ type: 'connected' });
      }
      outbox.flush();
    },
    doubt(joined) {
      tellSync(joined ? { type: 'opened', reason: 'doubt' } : { type: 'wanted' });
    },
    resume(mark) {
      if (!sync.cursor) sync = { ...sync, cursor: mark };
    },
    stop() {
      tellSync({ type: 'stopped' });
    },
    onLost(cause) {
      if (connection.signal.aborted) return;
      connection.abort();
      tellSync({ type: 'disconnected' });
      if (outbox.lost(blamesFrame((cause as ConnectionError | undefined)?.closeCode) ? cause : undefined)) {
        tellSync({ type: 'opened', reason: 'doubt' });
      }
      presence.setTyping();
      presence.setWriting(false);
    },
    receive(frame) {
      switch (frame.type) {
        case 'ack':
          // A bot does not say that it is writing.
          {
            const entry = get(frame.replyto);
            if (entry && queue.includes(entry)) {
              if (!presence.agent.connected) presence.setTyping('bot');
              unseen.set(entry, { ackedAt: clock.now(), missingMs: 0 });
            }
            outbox.confirm(entry);
          }
          return bus.emit('ack', frame);
        case 'bot_response':
          bus.emit('bot_response', frame);
          return applyBotResponse(frame);
        case 'user_message': {
          bus.emit('user_message', frame);
          const received = readUserMessage(frame);
          const known = get(received.clientMessageId);
          outbox.confirm(known);
          if (known) return;
          // Its record may have been faster, and have no number (older servers: seeds).
          const record = fresh[0].find((entry) => timeline.isUnnumbered(entry, received.text));
          if (record && clock.now() < fresh[1] + LATE_MS) {
            timeline.update(record, { clientMessageId: received.clientMessageId! });
          } else timeline.watch(add({ ...received, raw: frame }), clock.now());
          return;
        }
        case 'unknown':
          bus.emit('unknown', frame);
          if (frame.reason !== 'too-large') return;
          bus.emit('error', new ProtocolError('protocol_answer', 'unable to read a frame; it is too large', TOO_LARGE));
          // The history brings it. That it is missing until then tells nothing of the socket.
          return tellSync({ type: 'opened', reason: 'socket' });
        default:
          bus.emit('events', frame);
          if (frame.type === 'events') applyReceipt(frame.message, timeline, outbox);
          presence.hear(frame);
      }
    },
    markRead() {
      unread = unread.filter((messageId) => !ports.tell('message_read', { messageId }));
    },
    // No more than that: a socket URL does not wait until all messages in doubt are found.
    prepare: async (signal) => sync.cursor ?? fill({ signal, timeoutMs: READ_TIMEOUT_MS }, false).catch(() => {}),
    sureMark: () => queue.map(({ after }) => after).reduce(olderMark, sync.cursor),
    check: (timeoutMs) => fill({ timeoutMs, signal: connection.signal }, false),
  };
}
