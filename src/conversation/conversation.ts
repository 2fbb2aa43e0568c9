import type { XoError } from '../errors/index.js';
import type { EventBus } from '../events/event-bus.js';
import { backoffMs } from '../lib/backoff.js';
import { pause } from '../lib/deadline.js';
import { toReceipt } from '../protocol/encode.js';
import type { HistoryRecord } from '../protocol/history.js';
import { readHistoryRecord } from '../protocol/history-record.js';
import type { BotResponseFrame, EventsFrame, InboundFrame } from '../protocol/inbound.js';
import { readBotResponse, readUserMessage } from '../protocol/live-message.js';
import type { ReceiptFrame } from '../protocol/outbound.js';
import type { ReceivedMessage } from '../protocol/received-message.js';
import type { ChatMessage } from './chat-message.js';
import type { ConversationEvents } from './conversation-events.js';
import { createHistoryReader, type FetchHistory, type FetchOptions, type HistoryReader } from './history-reader.js';
import { mergeHistory } from './merge-history.js';
import { createMessageIndex } from './message-index.js';
import { createMessageList, type MessageList } from './message-list.js';
import { createPresence, type Presence } from './presence.js';
import { createSender, type Sender, type SenderPorts } from './sender.js';

/** The world as the conversation sees it. */
export interface ConversationPorts extends SenderPorts {
  random: () => number;
  bus: EventBus<ConversationEvents>;
  fetchHistory: FetchHistory;
  /** A receipt for a bot message. Where none are wanted, nothing happens. */
  confirmReceipt(receipt: ReceiptFrame | undefined): void;
  /** Messages, typing or agent have changed. */
  changed(): void;
  /** A gap of more messages is not closed, but said. */
  gapLimit: number;
}

export interface Conversation {
  readonly list: MessageList;
  readonly presence: Presence;
  readonly sender: Sender;
  readonly history: HistoryReader;
  /** A connection is ready. `resumed` when there was one before: then something may have been missed. */
  connected(resumed: boolean): void;
  disconnected(): void;
  receive(frame: InboundFrame): void;
  /** Notes where the history stands, before the first socket opens: whatever comes later and is not here is missing. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Reads the history since the last reading. @returns true when the connection had missed something */
  check(timeoutMs: number): Promise<boolean>;
}

const CATCH_UP_TIMEOUT_MS = 5_000;
const CATCH_UP_BASE_MS = 2_000;
const CATCH_UP_CAP_MS = 20_000;

/** The ordered list of messages and everything that changes it. Frames and history come in, frames go out. */
export function createConversation(ports: ConversationPorts): Conversation {
  const { bus, clock, changed } = ports;
  const list = createMessageList((message) => {
    if (message) bus.emit('message', message);
    changed();
  });
  const index = createMessageIndex(list);
  const sender = createSender(ports, list, index);
  const presence = createPresence(
    clock,
    (typing) => {
      bus.emit('typing', typing);
      changed();
    },
    changed,
  );
  const history = createHistoryReader(
    ports.fetchHistory,
    (records, older) => mergeHistory(records.map(read), list, index, confirm, toMessage, older ? 0 : sender.boundary),
    (record) => !!index.find(read(record)),
    () => sender.boundary,
  );

  /** Names for messages that came without one. */
  let names = 0;
  /** How many messages the platform had when the history was last read. */
  let settledAtMark = 0;
  /** Frames that wait until the gap before them is filled. */
  let held: InboundFrame[] | undefined;
  /** Streamed answers of which parts are missing: more will come, or the connection was cut and the history must help. */
  const streams = new Map<string, 'open' | 'cut'>();
  /** Ends what belongs to the connection: readings of the history and their retries. */
  let connection = new AbortController();

  function read(raw: HistoryRecord): ReceivedMessage & { raw: unknown } {
    return { ...readHistoryRecord(raw), raw };
  }

  function toMessage({ serverId, createdAt, ...content }: ReceivedMessage & { raw: unknown }): ChatMessage {
    const { clientMessageId } = content;
    const id = clientMessageId ?? serverId ?? `unnamed-${++names}`;
    return {
      ...(content as object as ChatMessage),
      id: `${id}`,
      status: 'delivered',
      createdAt: createdAt ?? clock.now(),
    };
  }

  function add(received: ReceivedMessage & { raw: unknown }, change?: Partial<ChatMessage>): void {
    const message = { ...toMessage(received), ...change };
    list.insert(sender.boundary, message);
    if (!received.serverId) index.watch(message, message.createdAt);
  }

  /** The history knows this message, too. */
  function confirm({ id, interrupted }: ChatMessage, { text, components }: ReceivedMessage): boolean {
    if (interrupted || streams.get(id) === 'cut') {
      streams.delete(id);
      list.update(id, { text, components, streaming: false, interrupted: false });
    }
    return sender.confirm(id);
  }

  function apply(frame: InboundFrame): void {
    if (frame.type === 'bot_response') applyBotResponse(frame);
    else if (frame.type === 'user_message') {
      const received = readUserMessage(frame);
      if (!index.find(received)) add({ ...received, raw: frame });
    } else if (frame.type !== 'ack' && frame.type !== 'unknown') {
      if (frame.type === 'events') applyReceipt(frame.message);
      presence.hear(frame);
    }
  }

  function applyBotResponse(frame: BotResponseFrame): void {
    const received = { ...readBotResponse(frame), raw: frame };
    if (received.components.some((part) => part.type === 'template' && part.templateType === 'wait_for_response')) {
      return presence.setTyping('bot');
    }
    ports.confirmReceipt(toReceipt(frame));
    presence.setTyping();
    const known = index.find(received);
    if (frame.sM && received.serverId) extendStream(known, received, frame);
    else if (!known) add(received);
  }

  /** Parts of one answer carry one `messageId`: they are one message (protocol.md §4.3). */
  function extendStream(
    known: ChatMessage | undefined,
    part: ReceivedMessage & { raw: unknown },
    { endChunk, completeResponse }: BotResponseFrame,
  ): void {
    const id = known?.id ?? part.serverId!;
    // Complete already, or cut and without its middle: only the whole text is of use.
    if (known && streams.get(id) !== 'open' && completeResponse === undefined) return;
    if (endChunk) streams.delete(id);
    else streams.set(id, 'open');
    const text = completeResponse ?? (known?.text ?? '') + part.text;
    const rich = endChunk && part.components.some(({ type }) => type !== 'text');
    const change: Partial<ChatMessage> = {
      text,
      components: rich ? part.components : [{ type: 'text', text }],
      streaming: !endChunk,
    };
    if (known) list.update(id, change);
    else add(part, change);
  }

  /** An agent has got or read our messages (protocol.md §4.6). */
  function applyReceipt({ type, clientMessageId }: EventsFrame['message']): void {
    if (type !== 'message_delivered' && type !== 'message_read') return;
    const one = list.get(`${clientMessageId}`);
    if (one) sender.confirm(one.id);
    if (type === 'message_delivered') return;
    for (let i = list.length; i--; ) {
      const message = list.at(i)!;
      if (one ? message.id !== one.id : message.from !== 'user') continue;
      if (message.status === 'delivered') list.update(message.id, { status: 'read' });
      if (one || message.status === 'read') return;
    }
  }

  async function fill(options: FetchOptions): Promise<number> {
    const { added, complete } = await history.fill(
      Math.max(0, sender.boundary - settledAtMark),
      ports.gapLimit,
      options,
    );
    const [first] = added;
    if (!complete && first) {
      list.insert(list.indexOf(first.id), {
        ...first,
        id: `gap-${++names}`,
        from: 'system',
        text: '',
        components: [{ type: 'gap' }],
      });
    }
    settledAtMark = sender.boundary;
    return added.length;
  }

  /** Reads what was missed, however often that takes; lets the held frames go at the first failure. */
  async function catchUp({ signal }: AbortController): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await fill({ signal, timeoutMs: CATCH_UP_TIMEOUT_MS });
        for (const [id, state] of streams) {
          if (state === 'cut' && streams.delete(id)) list.update(id, { streaming: false, interrupted: true });
        }
        sender.reconciled();
        return release();
      } catch (error) {
        if (signal.aborted) return;
        release();
        bus.emit('error', error as XoError);
        await pause(clock, backoffMs(attempt, ports.random(), CATCH_UP_BASE_MS, CATCH_UP_CAP_MS), signal);
      }
    }
  }

  function release(): void {
    const frames = held ?? [];
    held = undefined;
    frames.forEach(apply);
  }

  return {
    list,
    presence,
    sender,
    history,
    connected(resumed) {
      connection = new AbortController();
      if (resumed) {
        held = [];
        void catchUp(connection);
      }
      sender.flush();
    },
    disconnected() {
      connection.abort();
      release();
      for (const id of streams.keys()) streams.set(id, 'cut');
      sender.lost();
      presence.setTyping();
    },
    receive(frame) {
      if (frame.type === 'ack') {
        bus.emit('ack', frame);
        // Never held: the queue moves on with it. A bot does not say that it is writing.
        if (sender.confirm(`${frame.replyto}`) && !presence.agent.connected) presence.setTyping('bot');
        return;
      }
      if (frame.type === 'bot_response' || frame.type === 'user_message' || frame.type === 'unknown') {
        bus.emit(frame.type, frame as never);
      } else bus.emit('events', frame);
      if (held) held.push(frame);
      else apply(frame);
    },
    prepare: (signal) => history.mark({ signal, timeoutMs: CATCH_UP_TIMEOUT_MS }).catch(() => {}),
    check: async (timeoutMs) => !!(await fill({ timeoutMs, signal: connection.signal })),
  };
}
