import { type ConnectionError, HttpError, TokenError, type XoError } from '../errors/index.js';
import { backoffMs } from '../lib/backoff.js';
import { pause } from '../lib/deadline.js';
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
import { createHistoryReader, type FetchOptions, type HistoryReader, type Mark } from './history-reader.js';
import { isMessage } from './is-message.js';
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
  /**
   * Messages of other pages may have joined the queue: the history is asked what became of them.
   *
   * @param deep they may be in the history before the mark
   */
  doubt(joined: boolean, deep: boolean): void;
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
/** Messages that another page may be sending are asked for again after this. */
const POSTPONED_MS = 4_000;
const READ_TIMEOUT_MS = 5_000;
const [RETRY_BASE_MS, RETRY_CAP_MS] = [2_000, 20_000];

/**
 * The messages and everything that changes them. Frames and history come in, frames go out.
 *
 * What a frame brings is shown at once. The history has the last word: it is read after every connect, adds what was
 * missed, settles the order, and repairs answers of which parts were lost.
 */
export function createConversation(ports: ConversationPorts): Conversation {
  const { bus, clock, changed } = ports;
  const timeline = createTimeline((message) => {
    if (message) bus.emit('message', message);
    changed();
  });
  const { settled, queue, get, insert, update } = timeline;
  const outbox = createOutbox(ports, timeline, () => {
    const current = connection;
    // What another page has sent may be older than what this one has read: a reading that is under way proves nothing.
    isDeep = again = true;
    if (postponed !== undefined) return;
    postponed = pause(clock, POSTPONED_MS, current.signal).then(() => {
      postponed = undefined;
      void catchUp(current);
    });
  });
  const presence = createPresence(ports);
  const history = createHistoryReader(
    ports.fetchHistory,
    (record: HistoryRecord): Raw => ({ ...readHistoryRecord(record), raw: record }),
    (run, after) => timeline.merge(run.filter(isMessage), toMessage, confirm, after),
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
  /** The connection whose gap is being filled, and whether to look once more after that. */
  let reading: AbortController | undefined;
  let again = false;
  /** The mark of the last reading on this connection: what is newer should have come by the socket. */
  let proven: Mark | undefined;
  /** Whether the last reading has completed an answer whose end the socket still owes. */
  let isOwed = false;
  /** A reading waits for its time. */
  let postponed: Promise<void> | undefined;
  /** Messages in doubt may be in the history before the mark. */
  let isDeep = false;
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
    if (!streams.delete(entry)) return;
    isOwed ||= !!entry.message.streaming;
    update(entry, { text, components, streaming: false, interrupted: false });
  }

  /** Adds what a frame brought. */
  function add(received: Raw, stamp?: number, change?: Partial<ChatMessage>): Entry {
    return timeline.append({ message: { ...toMessage(received), ...change }, stamp });
  }

  function isAccountedFor(name: number | string | undefined, stamp: number | undefined): boolean {
    const { serverId, createdAt, text } = history.mark ?? {};
    return Number(stamp) < Number(createdAt) || (!!name && [serverId, nameless(createdAt, text)].includes(`${name}`));
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
    // What is older than the mark was shown, or was not wanted: the platform repeats itself after a reconnect.
    else if (!known && !isAccountedFor(name, createdAt)) {
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
    if (known && streams.get(known) !== connection && completeResponse === undefined) return;
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
    else entry.doubtful = clock.now() < connectedAt + LATE_MS;
    streams.set(entry, endChunk ? undefined : connection);
    if (endChunk && entry.doubtful && completeResponse === undefined) void catchUp(connection);
  }

  /** @returns true when the socket has missed something */
  async function fill(options: FetchOptions, isShallow?: boolean): Promise<boolean> {
    const sought = [...streams.keys(), ...queue.slice(0, +outbox.inDoubt)];
    const since = isShallow ? Infinity : Math.min(...sought.map(({ message }) => message.createdAt)) - APART_MS;
    const deep = isDeep && !isShallow;
    let isProven = proven === history.mark;
    const { added, complete, moved } = await history.fill(ports.gapLimit, options, since, deep);
    isDeep &&= !deep;
    // Another reading may have been faster: what it has not seen is newer.
    isProven ||= proven === history.mark;
    const before = (deep && proven?.createdAt) || 0;
    const missed = !!proven && isProven && (isOwed || added.some(({ stamp }) => !(stamp! <= before)));
    isOwed = false;
    if (moved) proven = history.mark;
    ports.saveMark(history.mark!);
    if (added.length) fresh = [added, clock.now()];
    if (!complete && added[0]) {
      const marker = gapMarker(++names, added[0].message.createdAt);
      insert(settled, settled.indexOf(added[0]), { message: marker });
      bus.emit('gap', marker);
    }
    return missed;
  }

  /** Reads what was missed, however often that takes. One reading at a time: who asks meanwhile gets another one after it. */
  async function catchUp(current: AbortController): Promise<void> {
    const { signal } = current;
    again = true;
    if (reading === current) return;
    reading = current;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        while (again) {
          again = false;
          if (await fill({ signal, timeoutMs: READ_TIMEOUT_MS })) ports.missed();
        }
        reading = undefined;
        for (const [entry, source] of streams) {
          if (entry.message.streaming && source !== current) update(entry, { streaming: false, interrupted: true });
        }
        return outbox.reconciled();
      } catch (error) {
        if (signal.aborted) return;
        again = true;
        // Without a history nobody can tell whether a message in doubt has arrived: it is not sent twice (law 2).
        if (error instanceof HttpError && !error.retryable) outbox.reconciled(error);
        // Refused credentials are the connection's business: whoever goes on asking is a nuisance (law 5).
        if (error instanceof TokenError && !error.retryable) ports.suspect(error);
        bus.emit('error', error as XoError);
        const atLeast = (error instanceof HttpError && error.retryAfterMs) || 0;
        await pause(clock, atLeast + backoffMs(attempt, ports.random(), RETRY_BASE_MS, RETRY_CAP_MS), signal);
      }
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
        proven = undefined;
        void catchUp(connection);
      }
      outbox.flush();
    },
    doubt(joined, deep) {
      if (joined) outbox.doubt();
      isDeep ||= deep;
      void catchUp(connection);
    },
    onLost(cause) {
      if (connection.signal.aborted) return;
      connection.abort();
      outbox.lost(blamesFrame((cause as ConnectionError | undefined)?.closeCode) ? cause : undefined);
      presence.setTyping();
      presence.setWriting(false);
    },
    receive(frame) {
      switch (frame.type) {
        case 'ack':
          // A bot does not say that it is writing.
          if (!presence.agent.connected && queue.includes(get(frame.replyto)!)) presence.setTyping('bot');
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
          const record = fresh[0].find((entry) => timeline.isUnnumbered(entry, received.text));
          if (record && clock.now() < fresh[1] + LATE_MS) {
            timeline.update(record, { clientMessageId: received.clientMessageId! });
          } else timeline.watch(add({ ...received, raw: frame }), clock.now());
          return;
        }
        case 'unknown':
          return bus.emit('unknown', frame);
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
    prepare: async (signal) => history.mark ?? fill({ signal, timeoutMs: READ_TIMEOUT_MS }, true).catch(() => {}),
    sureMark: () => (isDeep ? undefined : history.mark),
    check: (timeoutMs) => fill({ timeoutMs, signal: connection.signal }),
  };
}
