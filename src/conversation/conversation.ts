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
  /** Called when the connection is ready. It may be the same one as before. */
  onReady(): void;
  /** Called when there is no connection, or no longer. */
  onLost(cause?: XoError): void;
  /** Reads the history, to find out whether messages that other pages have left in the queue have arrived. */
  reconcileQueue(hasNewMessages: boolean): void;
  /** Continues from the cursor of an earlier page, if this page has not read the history yet. */
  resumeFrom(cursor: SyncCursor): void;
  /** Ends everything that runs: the connection is lost, and calls of `loadHistory()` reject. */
  end(): void;
  /** Loads the next `limit` older records. @throws ConnectionError `XO_ABORTED` after the signal or `end()` */
  loadHistory(limit: number, signal?: AbortSignal): ReturnType<Synchronizer['loadHistory']>;
  /** Handles a frame. */
  receive(frame: InboundFrame): void;
  /** Tells agents that the user has read their messages. */
  markRead(): void;
  /** Locates the end of the history before the first socket opens, so that every later record counts as missing. */
  prepare(signal: AbortSignal): Promise<unknown>;
  /** Returns the newest cursor up to which the history contains no message of the queue. */
  cursorBeforeQueue(): SyncCursor | undefined;
  /** Reads the history since the last reading. @returns true if the socket has missed a message */
  check(timeoutMs: number): Promise<boolean>;
}

/** A streamed answer that starts so soon after connecting may lack its first parts, so the history is read when it ends. */
const JUST_CONNECTED_MS = 10_000;
/** Short, because the first socket waits for it. */
const LOCATE_TIMEOUT_MS = 5_000;
/** How long a new page delays loading the synchronizer, to let the bot's first message through. Also the wait after a failed load. */
const LOAD_DELAY_MS = 2_000;

/**
 * Creates the conversation: the list of messages and everything that changes it.
 *
 * A message from a frame is shown at once. The history overrides it: the synchronizer reads the history after every connect. It
 * is loaded with the first reading; events for it wait in `backlog` until then.
 *
 * The history lags behind the frames, so both orders occur:
 *
 *   frame first    1. A frame arrives; its message is appended. 2. A reading finds the record, matches it by id or text, and
 *                  corrects its place.
 *   record first   1. A reading adds the message. 2. The frame arrives; `get` finds the message by its id. The `user_message`
 *                  frame of another tab shares no id with records of older servers, so it is matched by text (`findAdded`).
 *   redelivery     After a reconnect the platform repeats frames. Those from before the cursor are ignored (`skippedKeys`).
 */
export function createConversation(host: ConversationHost): Conversation {
  const { bus, clock, changed } = host;
  const timeline = createTimeline((message, isNews) => {
    if (message) bus.emit(isNews ? 'message' : 'update', message);
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

  /** Ids of agents' messages whose read receipts have not been sent. */
  let unreadAgentMessages: string[] = [];
  /** Counts messages that came without an id. */
  let unnamedCount = 0;
  let connectedAt = 0;
  /**
   * Number of records that `locateEnd()` requests: more than one, because older servers send live frames without ids, and fewer
   * after each failure, because the page may have been too large.
   */
  let locateLimit = 10;
  let stopTimer = () => {};
  /** Keys of records from before this page, which are not shown. */
  const skippedKeys = new Set<string>();
  const streams: SharedState['streams'] = new Map();
  let synchronizer: Synchronizer | undefined;
  /** Events that wait until the synchronizer has loaded, and when they happened. */
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
    readRecord,
    toMessage,
    skip(records) {
      // With and without the id, because live frames of older servers have none.
      for (const { serverId = '', createdAt, text } of records)
        skippedKeys.add(serverId).add(fingerprint(createdAt, text));
    },
  };
  shared.connection.abort();

  /** Loads the synchronizer. @throws ConnectionError `XO_NETWORK`: the next call tries again */
  const load = lazyPart(
    [() => import('./synchronizer.js'), () => import('./synchronizer-again.js')],
    ({ createSynchronizer }) => {
      synchronizer = createSynchronizer(host, timeline, outbox, shared);
      return synchronizer;
    },
    () => {
      const error = new ConnectionError('XO_NETWORK', 'unable to load what reads the history');
      bus.emit('error', error);
      return error;
    },
  );

  /** Dispatches the waiting events. If the synchronizer is not loaded, loads it first, provided that there is a connection. */
  function flushBacklog(): void {
    if (synchronizer) for (const [event, at] of backlog.splice(0)) synchronizer.dispatch(event, at);
    else if (!shared.connection.signal.aborted) {
      load().then(flushBacklog, () => {
        // Several calls may have waited for the same load.
        stopTimer();
        if (!shared.connection.signal.aborted) stopTimer = clock.after(LOAD_DELAY_MS, flushBacklog);
      });
    }
  }

  /** Dispatches an event to the synchronizer. @param canWait after the bot's first message is soon enough */
  function dispatchSync(event: SyncEvent, canWait = false): void {
    backlog.push([event, elapsedOn(clock)]);
    stopTimer();
    if (canWait) stopTimer = clock.after(LOAD_DELAY_MS, flushBacklog);
    else flushBacklog();
  }

  /** Sets the first cursor. If `loadHistory()` has read the history before, no message since then may be missing. */
  function resumeFrom(cursor: SyncCursor): void {
    shared.cursor ??= olderCursor(shared.loadedFrom, cursor);
  }

  /** Sets the cursor to the end of the history. Its records are not shown. */
  async function locateEnd(signal: AbortSignal): Promise<void> {
    const { messages } = await host.fetchHistory(
      { offset: 0, limit: locateLimit },
      { signal, timeoutMs: LOCATE_TIMEOUT_MS },
    );
    const records = messages.map(readRecord);
    shared.skip(records);
    const { serverId = '', createdAt, text } = records.at(-1) ?? {};
    resumeFrom({ serverId, createdAt, text });
    host.saveCursor(shared.cursor!);
  }

  /** Appends a message that a frame has delivered. */
  function appendReceived(received: RawMessage, serverTime?: number, change?: Partial<ChatMessage>): Entry {
    const predatesCursor = Number(serverTime) < Number(shared.cursor?.createdAt);
    return timeline.append({ message: { ...toMessage(received), ...change }, serverTime }, predatesCursor);
  }

  /** Whether a message is from before this page. The platform redelivers such messages after a reconnect. */
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
    // A forged id may be that of a message of the user.
    const known = found?.message.from === 'user' ? undefined : found;
    if (frame.sM && key) extendStream(known, received, frame);
    else if (!known && !(key && isSkipped(`${key}`))) {
      const entry = appendReceived({ ...received, serverId: key as string }, createdAt);
      if (received.from === 'agent' && serverId) {
        host.sendUserEvent('message_delivered', { messageId: serverId });
        unreadAgentMessages.push(serverId);
      }
      if (!serverId) timeline.unmatched.set(entry, entry.message.createdAt);
    }
  }

  /** Adds a part to a streamed answer. Parts with the same `messageId` are one message (docs/protocol.md §4.3). */
  function extendStream(
    known: Entry | undefined,
    part: RawMessage,
    { endChunk, completeResponse }: BotResponseFrame,
  ): void {
    // The answer is complete, or was cut off and lacks parts. Only a part with the whole text is of use then.
    const isCut = known && streams.get(known) !== shared.connection && completeResponse === undefined;
    // The platform may create the record of the answer only now.
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
    resumeFrom,
    receive(frame) {
      switch (frame.type) {
        case 'ack':
          // The bot sends no typing event of its own.
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
          // The record may have been read before the frame, and records of older servers have no `clientMessageId`.
          const record = synchronizer?.findAdded(received.text);
          if (record) timeline.update(record, { clientMessageId: received.clientMessageId! });
          else timeline.unmatched.set(appendReceived({ ...received, raw: frame }), clock.now());
          return;
        }
        case 'unknown':
          bus.emit('unknown', frame);
          if (frame.reason !== 'too-large') return;
          bus.emit('error', new ProtocolError('XO_FRAME_TOO_LARGE', 'unable to read a frame; it is too large'));
          // The history delivers the message. Its absence until then proves nothing about the socket.
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
    // Does not search for messages in doubt: the socket URL would expire meanwhile. Messages that have come before the history
    // could be read show the next reading where to start.
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
