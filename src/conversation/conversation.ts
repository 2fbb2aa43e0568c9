import { ConnectionError, type XoError } from '../errors/index.js';
import type { EventBus } from '../events/event-bus.js';
import { backoffMs } from '../lib/backoff.js';
import { pause } from '../lib/pause.js';
import { toReceipt } from '../protocol/encode.js';
import type { HistoryPage, HistoryQuery, HistoryRecord } from '../protocol/history.js';
import { readHistoryRecord } from '../protocol/history-record.js';
import type { BotResponseFrame, InboundFrame } from '../protocol/inbound.js';
import { readBotResponse, readUserMessage } from '../protocol/live-message.js';
import type { OutboundFrame } from '../protocol/outbound.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { ConversationEvents } from './conversation-events.js';
import { type FetchOptions, HistoryReader } from './history-reader.js';
import { mergeHistory } from './merge-history.js';
import { MessageStore } from './message-store.js';
import { Presence } from './presence.js';
import { Sender, type SenderPorts } from './sender.js';
import { Streams } from './streams.js';

/** The world as the conversation sees it. */
export interface ConversationPorts extends Omit<SenderPorts, 'transmit'> {
  random: () => number;
  bus: EventBus<ConversationEvents>;
  transmit(frame: OutboundFrame): boolean;
  fetchHistory(query: HistoryQuery, options: FetchOptions): Promise<HistoryPage>;
  /** Messages, typing or agent have changed. */
  changed(): void;
  /** A gap of more messages is not closed, but said. */
  gapLimit: number;
  deliveryReceipts: boolean;
}

const CATCH_UP_TIMEOUT_MS = 5_000;
const CATCH_UP_BASE_MS = 2_000;
const CATCH_UP_CAP_MS = 20_000;

/** The ordered list of messages and everything that changes it. Frames and history come in, frames go out. */
export class Conversation {
  readonly presence: Presence;
  readonly sender: Sender;
  readonly history: HistoryReader;
  readonly #ports: ConversationPorts;
  readonly #store: MessageStore;
  readonly #streams = new Streams();
  /** Names for bot messages that came without one, and for gap markers. */
  #names = 0;
  /** How many messages the platform had when the history was last read. */
  #settledAtAnchor = 0;
  /** Frames that wait until the gap before them is filled. */
  #held: InboundFrame[] | undefined;
  /** Ends what belongs to the connection: readings of the history and their retries. */
  #connection: AbortController | undefined;

  constructor(ports: ConversationPorts) {
    this.#ports = ports;
    const { bus, changed } = ports;
    this.#store = new MessageStore((message) => {
      if (message) bus.emit('message', message);
      changed();
    });
    this.presence = new Presence(ports.clock, (what) => {
      if (what === 'typing') bus.emit('typing', this.presence.typing);
      changed();
    });
    this.sender = new Sender(ports, this.#store);
    this.history = new HistoryReader({
      fetch: ports.fetchHistory,
      known: (record) => !!this.#store.index.find(readHistoryRecord(record)),
      merge: (records, from) => this.#merge(records, from === 'older' ? 0 : this.sender.boundary),
      recorded: () => this.sender.boundary,
    });
  }

  get messages(): readonly ChatMessage[] {
    return this.#store.list.snapshot;
  }

  /**
   * Notes where the history stands before the first socket opens, so that whatever comes later is known to be missing if it
   * is. Never rejects: without it, the note is taken at the next reading.
   */
  async prepare(signal: AbortSignal): Promise<void> {
    try {
      await this.history.drop({ signal, timeoutMs: CATCH_UP_TIMEOUT_MS });
    } catch {}
  }

  /** A connection is ready. `resumed` when there was one before: then something may have been missed. */
  connected(resumed: boolean): void {
    this.#connection = new AbortController();
    if (resumed) {
      this.#held = [];
      void this.#catchUp(this.#connection.signal);
    }
    this.sender.flush();
  }

  /** The connection is gone. */
  disconnected(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#release();
    this.#streams.lost();
    this.sender.lost();
    this.presence.setTyping();
  }

  receive(frame: InboundFrame): void {
    const { bus } = this.#ports;
    switch (frame.type) {
      case 'ack':
        bus.emit('ack', frame);
        // Never held: the queue moves on with it.
        if (this.sender.confirm(String(frame.replyto))) this.presence.expectAnswer();
        return;
      case 'bot_response':
        bus.emit('bot_response', frame);
        break;
      case 'user_message':
        bus.emit('user_message', frame);
        break;
      case 'unknown':
        bus.emit('unknown', frame);
        return;
      default:
        bus.emit('events', frame);
    }
    if (this.#held) this.#held.push(frame);
    else this.#apply(frame);
  }

  /** Reads the history since the last reading. @returns true when the connection had missed something */
  async check(timeoutMs: number): Promise<boolean> {
    return (await this.#fill({ timeoutMs, signal: this.#connection?.signal })) > 0;
  }

  /**
   * Ends the session on the platform. Whether the platform acknowledges this is not documented: an ack, the notice
   * `session_end`, the end of the connection or some seconds of silence all count.
   */
  async closeSession(): Promise<void> {
    const { transmit, encoder, nextId, bus, clock, ackTimeoutMs } = this.#ports;
    const id = nextId();
    if (!this.#connection || !transmit(encoder.closeSession(id))) {
      throw new ConnectionError('socket_closed', 'unable to close the session; there is no connection', {
        hint: 'Call connect() first.',
      });
    }
    const { signal } = this.#connection;
    const done = new AbortController();
    const end = () => done.abort();
    const offAck = bus.on('ack', ({ replyto }) => String(replyto) === String(id) && end());
    const offEvents = bus.on('events', ({ type }) => type === 'session_end' && end());
    signal.addEventListener('abort', end);
    await pause(clock, ackTimeoutMs, done.signal);
    signal.removeEventListener('abort', end);
    offAck();
    offEvents();
  }

  #apply(frame: InboundFrame): void {
    switch (frame.type) {
      case 'bot_response':
        return this.#applyBotResponse(frame);
      case 'user_message': {
        const received = readUserMessage(frame);
        if (!this.#store.index.find(received)) this.#add(received, frame);
        return;
      }
      case 'events':
        this.#applyReceipt(frame.message);
        return this.presence.hear(frame);
      case 'ack':
      case 'unknown':
        return;
      default:
        this.presence.hear(frame);
    }
  }

  #applyBotResponse(frame: BotResponseFrame): void {
    const received = readBotResponse(frame);
    if (received.components.some((part) => part.type === 'template' && part.templateType === 'wait_for_response')) {
      return this.presence.setTyping('bot');
    }
    const receipt = this.#ports.deliveryReceipts && toReceipt(frame);
    if (receipt) this.#ports.transmit(receipt);
    this.presence.setTyping();

    const known = this.#store.index.find(received);
    if (frame.sM && received.serverId) {
      const change = this.#streams.extend(known, received, frame);
      if (change && known) this.#store.update(known.id, change);
      else if (change) this.#add(received, frame, change);
    } else if (!known) {
      this.#add(received, frame);
    }
  }

  /** An agent has got or read our messages (protocol.md §4.6). */
  #applyReceipt({ type, clientMessageId }: { type?: string; clientMessageId?: number | string }): void {
    if (type !== 'message_delivered' && type !== 'message_read') return;
    const { list } = this.#store;
    const name = String(clientMessageId);
    this.sender.confirm(name);
    const status = type === 'message_read' ? 'read' : 'delivered';
    if (name !== 'all') {
      const message = list.get(name);
      if (message?.status === 'delivered' && status === 'read') this.#store.update(message.id, { status });
      return;
    }
    for (let i = list.length - 1; i >= 0; i--) {
      const message = list.at(i)!;
      if (message.status === 'read') return;
      if (message.from === 'user' && message.status === 'delivered') this.#store.update(message.id, { status });
    }
  }

  #add(received: ReceivedMessage, raw: unknown, change?: Partial<ChatMessage>): void {
    const message = { ...this.#toMessage(received, raw), ...change };
    const { index, list } = this.#store;
    this.#store.add(message, this.sender.boundary);
    if (!received.serverId) index.watch(message, message.createdAt);
    else if (received.clientMessageId !== undefined) list.alias(received.serverId, message.id);
  }

  #toMessage(received: ReceivedMessage, raw: unknown): ChatMessage {
    const { serverId, clientMessageId, createdAt, from, text, components, author, icon } = received;
    return {
      id: clientMessageId !== undefined ? String(clientMessageId) : (serverId ?? `unnamed-${++this.#names}`),
      ...(clientMessageId !== undefined && { clientMessageId }),
      from,
      text,
      components,
      status: 'delivered',
      createdAt: createdAt ?? this.#ports.clock.now(),
      ...(author && { author }),
      ...(icon && { icon }),
      raw,
    };
  }

  #merge(records: readonly HistoryRecord[], fallback: number): ChatMessage[] {
    const raw = new Map<ReceivedMessage, HistoryRecord>(records.map((record) => [readHistoryRecord(record), record]));
    return mergeHistory(
      [...raw.keys()],
      this.#store,
      {
        create: (received) => this.#toMessage(received, raw.get(received)),
        confirm: (message, { text, components }) => {
          if (this.#streams.isBroken(message)) {
            this.#streams.complete(message.id);
            this.#store.update(message.id, { text, components, streaming: false, interrupted: false });
          }
          return this.sender.confirm(message.id);
        },
      },
      fallback,
    );
  }

  async #fill(options: FetchOptions): Promise<number> {
    const endReading = this.#store.index.beginReading();
    const expected = Math.max(0, this.sender.boundary - this.#settledAtAnchor);
    const { added, complete } = await this.history.fill(expected, this.#ports.gapLimit, options);
    endReading();
    if (!complete && added[0]) this.#markGap(added[0]);
    this.#settledAtAnchor = this.sender.boundary;
    return added.length;
  }

  /** Reads what was missed, however often that takes; lets the held frames go at the first failure. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await this.#fill({ signal, timeoutMs: CATCH_UP_TIMEOUT_MS });
        for (const id of this.#streams.giveUp()) this.#store.update(id, { streaming: false, interrupted: true });
        this.sender.reconciled();
        return this.#release();
      } catch (error) {
        if (signal.aborted) return;
        this.#release();
        this.#ports.bus.emit('error', error as XoError);
        const waitMs = backoffMs(attempt, this.#ports.random(), CATCH_UP_BASE_MS, CATCH_UP_CAP_MS);
        await pause(this.#ports.clock, waitMs, signal);
      }
    }
  }

  /** Says that messages before this one are missing here. */
  #markGap({ id, createdAt }: ChatMessage): void {
    this.#store.add(
      {
        id: `gap-${++this.#names}`,
        from: 'system',
        text: '',
        components: [{ type: 'gap' }],
        status: 'delivered',
        createdAt,
      },
      this.#store.list.indexOf(id),
    );
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    for (const frame of held ?? []) this.#apply(frame);
  }
}
