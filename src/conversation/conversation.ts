import { ConnectionError, ProtocolError, type XoError } from '../errors/index.js';
import { elapsedOn } from '../lib/clock.js';
import { lazyPart } from '../lib/lazy-part.js';
import { isCausedByFrame } from '../protocol/close-codes.js';
import { toReceipt } from '../protocol/encode.js';
import type { HistoryRecord } from '../protocol/history.js';
import { readHistoryRecord } from '../protocol/history-record.js';
import type { BotResponseFrame, InboundFrame } from '../protocol/inbound.js';
import { readBotResponse, readUserMessage } from '../protocol/live-message.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { ConversationHost } from './conversation-host.js';
import { olderCursor, roughCursor } from './cursors.js';
import type { SyncCursor, SyncEvent } from './history-sync.js';
import { applyReceipt, createOutbox, type Outbox } from './outbox.js';
import { createPresence, type Presence } from './presence.js';
import type { RawMessage, SharedState, Synchronizer } from './synchronizer.js';
import { createTimeline, type Entry, fingerprint, isMessage, type Timeline } from './timeline.js';

export interface Conversation {
  readonly timeline: Timeline;
  readonly presence: Presence;
  readonly outbox: Outbox;
  /** The connection is ready, perhaps still the same one. */
  onReady(): void;
  /** There is none, or no longer. */
  onLost(cause?: XoError): void;
  /** Messages of other pages may have joined the queue: the history is asked what became of them. */
  reconcileQueue(hasNewMessages: boolean): void;
  /** Goes on from a place that an earlier page has read up to, where this one has read nothing yet. */
  resumeFrom(cursor: SyncCursor): void;
  /** There is no connection, and nobody waits for older messages any more. */
  end(): void;
  /** Loads the next `limit` older records. @throws ConnectionError `aborted` by the signal, or by `end()` */
  loadHistory(limit: number, signal?: AbortSignal): ReturnType<Synchronizer['loadHistory']>;
  receive(frame: InboundFrame): void;
  /** The user has seen everything that is here. */
  markRead(): void;
  /** Notes where the history stands, before the first socket opens: whatever comes later and is not here is missing. */
  prepare(signal: AbortSignal): Promise<unknown>;
  /** No message of the queue is in the history up to here. */
  cursorBeforeQueue(): SyncCursor | undefined;
  /** Reads the history since the last reading. @returns true when the socket has missed something */
  check(timeoutMs: number): Promise<boolean>;
}

/** An answer whose first part comes so soon after connecting may have begun before: when it ends, the history is asked. */
const JUST_CONNECTED_MS = 10_000;
/** The look holds up the first socket. */
const LOCATE_TIMEOUT_MS = 5_000;
/** The first reading of a new page, and the script that does it, come behind what the bot says first. If it does not come: once more. */
const LOAD_DELAY_MS = 2_000;

/**
 * The messages and everything that changes them. Frames and history come in, frames go out.
 *
 * What a frame brings is shown at once. The history has the last word: it is read after every connect, by the synchronizer,
 * which loads with the first reading. Until then it is noted what it has to know.
 */
export function createConversation(host: ConversationHost): Conversation {
  const { bus, clock, changed } = host;
  const timeline = createTimeline((message) => {
    if (message) bus.emit('message', message);
    changed();
  });
  const { confirmed, queue, get, update } = timeline;
  const outbox = createOutbox(
    host,
    timeline,
    ({ message }) => shared.cursor ?? roughCursor(message.createdAt),
    () => dispatchSync({ type: 'opened', reason: 'doubt', isPatient: true }),
  );
  const presence = createPresence(host);

  /** Messages of agents that they have not been told are read. */
  let unreadAgentMessages: string[] = [];
  /** Names for messages that came without one. */
  let unnamedCount = 0;
  let connectedAt = 0;
  /**
   * Records that the look asks for: more than one, because older servers send them without ids, and fewer after each failure,
   * because it may have been too much.
   */
  let locateLimit = 10;
  let stopTimer = () => {};
  /** Names of records that are not shown here, because they are from before this page. */
  const skippedKeys = new Set<string>();
  const streams: SharedState['streams'] = new Map();
  let synchronizer: Synchronizer | undefined;
  /** What the synchronizer has not been told yet, and when it happened. */
  let backlog: [event: SyncEvent, at: number][] = [];

  const readRecord = (record: HistoryRecord): RawMessage => ({ ...readHistoryRecord(record), raw: record });

  const toMessage = ({ serverId, createdAt, ...content }: ReceivedMessage): ChatMessage => ({
    ...(content as object as ChatMessage),
    id: `${content.clientMessageId ?? serverId ?? `unnamed-${++unnamedCount}`}`,
    status: 'delivered',
    createdAt: createdAt ?? clock.now(),
  });

  const shared: SharedState = {
    cursor: undefined,
    connection: new AbortController(),
    ended: new AbortController(),
    streams,
    unseen: new Map(),
    lastAdded: [[], 0],
    readRecord,
    toMessage,
    skip(records) {
      // Live frames of older servers have no id.
      for (const { serverId = '', createdAt, text } of records)
        skippedKeys.add(serverId).add(fingerprint(createdAt, text));
    },
  };
  shared.connection.abort();

  /** @throws ConnectionError `network`: the next call tries again */
  const load = lazyPart(
    [() => import('./synchronizer.js'), () => import('./synchronizer-again.js')],
    ({ createSynchronizer }) => {
      synchronizer = createSynchronizer(host, timeline, outbox, shared);
      return synchronizer;
    },
    () => {
      const error = new ConnectionError('network', 'unable to load what reads the history');
      bus.emit('error', error);
      return error;
    },
  );

  /** Hands the synchronizer what has happened. Loads it, where there is a connection to read over. */
  function flushBacklog(): void {
    if (synchronizer) for (const [event, at] of backlog.splice(0)) synchronizer.dispatch(event, at);
    else if (!shared.connection.signal.aborted) {
      load().then(flushBacklog, () => {
        // Several may have waited for the same load.
        stopTimer();
        if (!shared.connection.signal.aborted) stopTimer = clock.after(LOAD_DELAY_MS, flushBacklog);
      });
    }
  }

  /** @param canWait it is read behind what the bot says first */
  function dispatchSync(event: SyncEvent, canWait = false): void {
    backlog.push([event, elapsedOn(clock)]);
    stopTimer();
    if (canWait) stopTimer = clock.after(LOAD_DELAY_MS, flushBacklog);
    else flushBacklog();
  }

  /** Notes where the history stands. What is in it is not wanted here. */
  async function locateEnd(signal: AbortSignal): Promise<void> {
    const { messages } = await host.fetchHistory(
      { offset: 0, limit: locateLimit },
      { signal, timeoutMs: LOCATE_TIMEOUT_MS },
    );
    const records = messages.map(readRecord);
    shared.skip(records);
    const { serverId = '', createdAt, text } = records.at(-1) ?? {};
    shared.cursor = { serverId, createdAt, text };
    host.saveCursor(shared.cursor);
  }

  /** Adds what a frame brought. */
  function appendReceived(received: RawMessage, serverTime?: number, change?: Partial<ChatMessage>): Entry {
    const predatesCursor = Number(serverTime) < Number(shared.cursor?.createdAt);
    return timeline.append({ message: { ...toMessage(received), ...change }, serverTime }, predatesCursor);
  }

  /** It was shown by an earlier page, or was not wanted: the platform repeats itself after a reconnect. */
  function isSkipped(key: string): boolean {
    const { serverId, createdAt, text } = shared.cursor ?? {};
    return skippedKeys.has(key) || key === serverId || key === fingerprint(createdAt, text);
  }

  function applyBotResponse(frame: BotResponseFrame): void {
    const received = { ...readBotResponse(frame), raw: frame };
    const { serverId, createdAt, text } = received;
    if (!isMessage(received)) return presence.setTyping('bot');
    host.sendReceipt(toReceipt(frame));
    presence.setTyping();
    const key = serverId ?? (createdAt && fingerprint(createdAt, text));
    const found = get(key);
    // A hostile id: it names a message of the user.
    const known = found?.message.from === 'user' ? undefined : found;
    if (frame.sM && key) extendStream(known, received, frame);
    else if (!known && !(key && isSkipped(`${key}`))) {
      const entry = appendReceived({ ...received, serverId: key as string }, createdAt);
      if (received.from === 'agent' && serverId) {
        host.sendUserEvent('message_delivered', { messageId: serverId });
        unreadAgentMessages.push(serverId);
      }
      if (!serverId) timeline.trackForMatch(entry, entry.message.createdAt);
    }
  }

  /** Parts of one answer carry one `messageId`: they are one message (protocol.md §4.3). */
  function extendStream(
    known: Entry | undefined,
    part: RawMessage,
    { endChunk, completeResponse }: BotResponseFrame,
  ): void {
    // Complete already, or cut and without its middle: only the whole text is of use.
    const isCut = known && streams.get(known) !== shared.connection && completeResponse === undefined;
    // Its end may be the moment at which its record is made.
    if (isCut && endChunk && streams.has(known)) dispatchSync({ type: 'opened', reason: 'repair' });
    if (isCut) return;
    const text = completeResponse ?? (known?.message.text ?? '') + part.text;
    const rich = endChunk && part.components.some(({ type }) => type !== 'text');
    const change: Partial<ChatMessage> = {
      text,
      components: rich ? part.components : [{ type: 'text', text }],
      streaming: !endChunk,
      interrupted: false,
    };
    const entry = known ?? appendReceived(part, part.createdAt, change);
    if (known) update(known, change);
    else {
      entry.mayLackStart = elapsedOn(clock) < connectedAt + JUST_CONNECTED_MS;
      entry.notBefore = shared.cursor ?? roughCursor(clock.now());
    }
    streams.set(entry, endChunk ? undefined : shared.connection);
    if (endChunk && entry.mayLackStart && completeResponse === undefined)
      dispatchSync({ type: 'opened', reason: 'repair' });
  }

  function onLost(cause?: XoError): void {
    if (shared.connection.signal.aborted) return;
    shared.connection.abort();
    stopTimer();
    backlog = backlog.filter(([{ type }]) => type !== 'connected');
    synchronizer?.dispatch({ type: 'disconnected' }, elapsedOn(clock));
    if (outbox.connectionLost(isCausedByFrame((cause as ConnectionError | undefined)?.closeCode) ? cause : undefined)) {
      dispatchSync({ type: 'opened', reason: 'doubt' });
    }
    presence.setTyping();
    presence.setWriting(false);
  }

  return {
    timeline,
    presence,
    outbox,
    async loadHistory(limit, signal) {
      const { ended } = shared;
      return (await load()).loadHistory(limit, [signal, ended.signal]);
    },
    end() {
      onLost();
      shared.ended.abort();
      shared.ended = new AbortController();
    },
    onLost,
    onReady() {
      if (shared.connection.signal.aborted) {
        shared.connection = new AbortController();
        const isFirst = !connectedAt && !!shared.cursor && !backlog[0];
        connectedAt = elapsedOn(clock);
        dispatchSync({ type: 'connected' }, isFirst);
      }
      outbox.flush();
    },
    reconcileQueue(hasNewMessages) {
      dispatchSync(hasNewMessages ? { type: 'opened', reason: 'doubt' } : { type: 'wanted' });
    },
    resumeFrom(cursor) {
      shared.cursor ??= cursor;
    },
    receive(frame) {
      switch (frame.type) {
        case 'ack':
          // A bot does not say that it is writing.
          if (queue.includes(get(frame.replyto)!)) {
            if (!presence.agent.connected) presence.setTyping('bot');
            shared.unseen.set(get(frame.replyto)!, { ackedAt: elapsedOn(clock), missingMs: 0 });
          }
          outbox.confirm(get(frame.replyto));
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
          const [added, addedAt] = shared.lastAdded;
          const record = added.find((entry) => timeline.isUnnumbered(entry, received.text));
          if (record && elapsedOn(clock) < addedAt + JUST_CONNECTED_MS) {
            timeline.update(record, { clientMessageId: received.clientMessageId! });
          } else timeline.trackForMatch(appendReceived({ ...received, raw: frame }), clock.now());
          return;
        }
        case 'unknown':
          bus.emit('unknown', frame);
          if (frame.reason !== 'too-large') return;
          bus.emit('error', new ProtocolError('frame_too_large', 'unable to read a frame; it is too large'));
          // The history brings it. That it is missing until then tells nothing of the socket.
          return dispatchSync({ type: 'opened', reason: 'socket' });
        default:
          bus.emit('events', frame);
          if (frame.type === 'events') applyReceipt(frame.message, timeline, outbox);
          presence.onFrame(frame);
      }
    },
    markRead() {
      unreadAgentMessages = unreadAgentMessages.filter(
        (messageId) => !host.sendUserEvent('message_read', { messageId }),
      );
    },
    // No more than that: a socket URL does not wait until all messages in doubt are found.
    // Where messages have come before the history could be read, they show the next reading its place.
    prepare: async (signal) =>
      shared.cursor ??
      (confirmed.some(({ message }) => !message.error) ||
        locateEnd(signal).catch(() => {
          locateLimit = (locateLimit + 1) >> 1;
        })),
    cursorBeforeQueue: () => queue.map(({ notBefore }) => notBefore).reduce(olderCursor, shared.cursor),
    check: async (timeoutMs) => (await load()).check({ timeoutMs, signal: shared.connection.signal }),
  };
}
