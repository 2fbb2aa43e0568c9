import { createTokenService } from '../auth/token-service.js';
import { createConversation } from '../conversation/conversation.js';
import { ConfigError, ConnectionError, ProtocolError, TokenError, type XoError } from '../errors/index.js';
import { onHintsLoaded } from '../errors/xo-error.js';
import { createEventBus } from '../events/event-bus.js';
import { createHttpClient } from '../http/http-client.js';
import type { Urgency } from '../lib/backoff.js';
import { describeThrown } from '../lib/describe-thrown.js';
import { toJson } from '../lib/json.js';
import { lazyPart } from '../lib/lazy-part.js';
import type { Log } from '../lib/logger.js';
import { createMessageIdGenerator } from '../lib/message-id-generator.js';
import { onAbort } from '../lib/on-abort.js';
import { withTimeout } from '../lib/timeout.js';
import { decode } from '../protocol/decode.js';
import { createEncoder } from '../protocol/encode.js';
import { apiUrl, grantUrl, historyUrl, startUrl } from '../protocol/endpoints.js';
import { decodeHistoryPage } from '../protocol/history-record.js';
import { readPlatformError } from '../protocol/platform-error.js';
import type { ConnectionState } from '../rtm/connection-state.js';
import { createRtmManager } from '../rtm/rtm-manager.js';
import type { ChatClient, ChatEvents } from './chat-client.js';
import type { ChatClientOptions } from './options.js';
import type { OutboxStore } from './outbox-store.js';
import { resolveOptions } from './resolve-options.js';
import { createSecrets } from './secrets.js';
import { isHidden, listenToSignals } from './signals.js';

/** How long a reply to the user's last message is expected. */
const REPLY_MS = 120_000;
/** After this silence the socket may be dead, and an ack has to come within the shorter time. */
const SILENCE_MS = 60_000;
const QUICK_ACK_MS = 5_000;
/** How long the error of a failed request waits for the redactor, which loads with the first one. */
const REDACT_TIMEOUT_MS = 2_000;

/**
 * Creates a client for one conversation with one bot. It sends nothing before `connect()`.
 *
 * @throws ConfigError if an option is missing or invalid, or the runtime has no fetch or WebSocket
 * @example
 * const client = createChatClient({ apiUrl: 'https://platform.kore.ai', bot: { name: 'Demo', id: 'st-…' }, getJwt });
 * client.on('message', (message) => console.log(message.from, message.text));
 * await client.connect();
 * await client.send('Hello');
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const settings = resolveOptions(options);
  const { bot, botInfo, base, clock, random, locale, language, storage } = settings;
  const { hide, redact } = createSecrets();
  /** The page is being left, which aborts its requests. Their failures are not logged. */
  let isLeaving = false;
  const log: Log = (...line) => isLeaving || settings.log(...line);
  const bus = createEventBus<ChatEvents & { change: undefined }>((error) =>
    log('error', 'a listener threw', describeThrown(error)),
  );
  const nextId = createMessageIdGenerator(clock, random);
  const encoder = createEncoder({ bot: botInfo, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale });
  const http = createHttpClient(
    settings.fetch,
    clock,
    settings.requestTimeoutMs,
    readPlatformError,
    (text, signal) => withTimeout(clock, REDACT_TIMEOUT_MS, signal, 'quote', () => redact(text)).catch(() => undefined),
    settings.maxAnswerLength,
  );
  const tokens = createTokenService(settings.getJwt, http, grantUrl(base), botInfo, clock, hide, onGrant);
  /** The user of the last grant; undefined before the first one. Empty if the platform names none: then nothing is stored. */
  let user: string | undefined;
  let notifying = false;
  /** The first attempt to connect has ended. Later failures are only logged as debug messages, because they are common. */
  let isSettled = false;

  /** Calls each subscriber once for all changes of one task. */
  const changed = () => {
    if (!notifying) {
      queueMicrotask(() => {
        notifying = false;
        bus.emit('change', undefined);
      });
    }
    notifying = true;
  };

  /** Restores messages of earlier pages, and reads the end of the history. */
  async function prepare(signal: AbortSignal): Promise<unknown> {
    const { prepare } = conversation;
    await openStore();
    return signal.aborted || prepare(signal);
  }

  const transmit = (frame: object) => rtm.send(toJson(frame));

  let conversation = startConversation();

  /** Creates the messages and the store of one user. Nothing of it may be mixed with that of another user (D11). */
  function startConversation() {
    const started = createConversation({
      ...settings,
      nextId,
      bus,
      changed,
      transmit(id, body, shown) {
        const sent = transmit(encoder.botMessage(id, body));
        if (sent) bus.emit('bot.message', encoder.botMessage(id, shown));
        return sent;
      },
      sendUserEvent: (event, about) => transmit(encoder.userEvent(nextId(), event, about)),
      sendReceipt(receipt) {
        if (receipt && settings.deliveryReceipts) transmit(receipt);
      },
      async fetchHistory(query, fetchOptions) {
        const { signal, timeoutMs } = fetchOptions;
        // Getting a new token has a timeout of its own, because its duration says nothing about the socket.
        if (timeoutMs && !tokens.isFresh()) {
          await withTimeout(clock, timeoutMs, signal, 'get an access token', () => tokens.get());
        }
        const page = decodeHistoryPage(
          await tokens.call({ operation: 'read the history', url: historyUrl(base, bot.id, query), ...fetchOptions }),
          (raw) => bus.emit('unknown', { type: 'unknown', reason: 'malformed', raw }),
        );
        if (!page) throw new ProtocolError('XO_PROTOCOL_ANSWER', 'unable to read the history; the answer is none');
        bus.emit('history', page);
        return page;
      },
      urgency,
      ackWaitMs: () =>
        rtm.silentMs > SILENCE_MS ? Math.min(settings.ackTimeoutMs, QUICK_ACK_MS) : settings.ackTimeoutMs,
      suspectSocket: (cause) => rtm.dispatch({ type: 'suspect', cause }),
      reportGap: () => rtm.dispatch({ type: 'probed', result: 'gap' }),
      acquireQueue: storage && (async () => (await (await outboxStore)?.acquire()) ?? true),
      saveQueue: () => void outboxStore?.then((store) => store?.save()),
      saveCursor: (cursor) => void outboxStore?.then((store) => store?.saveCursor(cursor)),
    });
    const load = lazyPart(
      [() => import('./outbox-store.js'), () => import('./outbox-store-again.js')],
      ({ createOutboxStore }) =>
        createOutboxStore({ ...settings, toJson, storage: storage!, conversation: started, report: reportStorage }),
      reportStorage,
    );
    let outboxStore: Promise<OutboxStore | undefined> | undefined;
    const loadOutboxStore = () => {
      if (storage) outboxStore = load().catch(() => undefined);
      return outboxStore;
    };
    // Before the first message, because the page may be left at any time.
    void loadOutboxStore();
    return { ...started, loadOutboxStore, closeStore: () => void outboxStore?.then((store) => store?.close()) };
  }

  /** A grant may be for another user, for example because somebody has logged in in another tab. */
  function onGrant(granted = ''): void {
    if (user === undefined) {
      user = granted;
      // During an attempt to connect, `prepare()` follows.
      if (rtm.state.status !== 'authorizing') assignMessages();
      changed();
    }
    if (user === granted) return;
    const error = new TokenError(
      'XO_USER_CHANGED',
      'unable to go on with this conversation; another user is logged in',
    );
    endConversation();
    conversation.outbox.abandon(error);
    // Listeners of the failed messages still saw the user who wrote them.
    conversation = startConversation();
    user = granted;
    assignMessages();
    bus.emit('error', error);
    changed();
    // A running attempt, or an open socket, belongs to the previous user.
    rtm.dispatch({ type: 'failed', error });
    rtm.dispatch({ type: 'suspect', cause: error });
    rtm.dispatch({ type: 'urgencyChanged' });
    // The caller that waits for this token works for the previous user.
    throw error;
  }

  /**
   * Assigns the messages of this page to the user of a grant, as `prepare()` does, without waiting for the next attempt to connect:
   * the page may be left before, and the next page of the tab may be that of another user.
   */
  function assignMessages(): void {
    void openStore();
    if (/idle|closed|failed/.test(rtm.state.status)) conversation.closeStore();
  }

  /** Opens the store for the user of the last grant, and continues from the stored cursor. */
  async function openStore(): Promise<void> {
    const granted = user;
    const { loadOutboxStore, resumeFrom } = conversation;
    const cursor = granted && (await (await loadOutboxStore())?.open(granted));
    if (cursor) resumeFrom(cursor);
  }

  /** Ends the timers and requests of the conversation. What is stored stays. */
  function endConversation(): void {
    conversation.end();
    conversation.closeStore();
  }

  function reportStorage(): void {
    const error = new ConfigError('XO_STORAGE_FAILED', 'unable to keep messages; the storage does not work');
    log('warn', error.message);
    bus.emit('error', error);
  }

  const rtm = createRtmManager(tokens, {
    ...settings,
    hide,
    startUrl: startUrl(base),
    startRequest: { botInfo, language },
    ping: () => toJson(encoder.ping(nextId())),
    prepare,
    probe: (timeoutMs) =>
      conversation.check(timeoutMs).then(
        (missed) => (missed ? 'gap' : 'ok'),
        (error: XoError) => error,
      ),
    urgency,
    monitoring: () =>
      conversation.presence.agent.connected || expectsReply()
        ? 'close'
        : isHidden(settings.signals)
          ? isAnnounced
            ? 'rare'
            : 'off'
          : 'normal',
    onState,
    onData(data) {
      const frame = decode(data);
      try {
        conversation.receive(frame);
      } catch {
        // A frame that breaks our own code must not end the connection or the process.
        conversation.receive({ type: 'unknown', reason: 'malformed', raw: data });
      }
      return frame.type === 'ack';
    },
  });

  function sendOrThrow(operation: string, frame: object): void {
    if (!transmit(frame))
      throw new ConnectionError('XO_DISCONNECTED', `unable to ${operation}; there is no connection`);
  }

  /** The options of `setWatched()`. */
  let isWatched = false;
  let isAnnounced = false;

  function urgency(): Urgency {
    return conversation.timeline.queue.length || connecting !== undefined ? 'waiting' : isWatched ? 'watched' : 'none';
  }

  /** The user's last message has had no reply yet, and one may still come. */
  function expectsReply(): boolean {
    const { from, createdAt } = conversation.timeline.confirmed.at(-1)?.message ?? {};
    return from === 'user' && clock.now() - createdAt! < REPLY_MS;
  }

  let connecting: Promise<void> | undefined;
  /** Calls of `connect()` that wait for it. */
  let waiters = 0;
  let settle: (error?: Error) => void = () => {};
  let stopSignals = () => {};

  function onState(state: ConnectionState, previous: ConnectionState): void {
    const { status, cause } = state as { status: ConnectionState['status']; cause?: XoError };
    if (status === 'failed' || (status === 'waiting' && !isSettled))
      // An error that `getJwt` has thrown may hold a secret.
      onHintsLoaded(() => {
        void redact(`${cause!.message}. ${cause!.hint}`).then((text) => log('warn', text ?? cause!.code));
      });
    else log('debug', status, state);
    isSettled ||= status === 'waiting' || status === 'ready';
    bus.emit('state', { current: state, previous });
    changed();
    // A listener may have disconnected.
    if (rtm.state !== state) return;
    if (status === 'ready') {
      conversation.onReady();
      settle();
    } else if (status !== 'offline') conversation.onLost(cause);
    if (status === 'failed' || status === 'closed') {
      stopSignals();
      endConversation();
      settle(cause ?? new ConnectionError('XO_DISCONNECTED', 'unable to connect; disconnect() was called'));
    }
  }

  const newConnecting = () =>
    new Promise<void>((resolve, reject) => {
      settle = (error) => {
        connecting = undefined;
        waiters = 0;
        if (error) reject(error);
        else resolve();
      };
    });

  return {
    bot,
    apiUrl: base,
    get userId() {
      return user || undefined;
    },
    get messages() {
      return conversation.timeline.snapshot;
    },
    get state() {
      return rtm.state;
    },
    get typing() {
      return conversation.presence.typing;
    },
    get agent() {
      return conversation.presence.agent;
    },
    connect({ signal } = {}) {
      const promise = new Promise<void>((resolve, reject) => {
        const abort = () => {
          // The last failure of the connection says why it took so long.
          const { cause } = rtm.state as { cause?: XoError };
          reject(new ConnectionError('XO_ABORTED', 'unable to connect; aborted', { cause }));
        };
        if (signal?.aborted) return abort();
        if (rtm.state.status === 'ready') return resolve();
        connecting ??= newConnecting();
        const attempt = connecting;
        waiters++;
        const stopListening = onAbort(signal, () => {
          abort();
          if (attempt === connecting && !--waiters) void rtm.disconnect();
        });
        attempt.finally(stopListening).then(resolve, reject);
        stopSignals();
        stopSignals = listenToSignals(settings.signals, (type) => {
          isLeaving = type === 'pagehide';
          if (type !== 'pagehide') rtm.dispatch({ type });
        });
        rtm.dispatch({ type: 'connect' });
      });
      // A failure also appears in the state. So an ignored promise must not cause an unhandled rejection.
      promise.catch(() => {});
      return promise;
    },
    disconnect: rtm.disconnect,
    [Symbol.asyncDispose]: rtm.disconnect,
    setWatched(watched, { announces = isAnnounced } = {}) {
      isWatched = watched;
      isAnnounced = announces;
      if (watched) rtm.dispatch({ type: 'urgencyChanged' });
    },
    send(input, { signal } = {}) {
      const delivery = conversation.outbox.send(input, signal);
      rtm.dispatch({ type: 'urgencyChanged' });
      return delivery;
    },
    getMessage: (id) => conversation.timeline.snapshot.find((message) => message.id === id),
    retry: (id) => conversation.outbox.retry(id),
    discard: (id) => conversation.outbox.discard(id),
    loadHistory: async ({ limit = 20, signal } = {}) => conversation.loadHistory(limit, signal),
    closeSession: async () => sendOrThrow('close the session', encoder.closeSession(nextId())),
    endAgentChat: async () => sendOrThrow('end the chat', encoder.userEvent(nextId(), 'close_agent_chat')),
    setTyping: (active) => conversation.presence.setWriting(active),
    markRead: () => conversation.markRead(),
    request: async (path, { operation = `request ${path}`, ...request } = {}) =>
      tokens.call({
        ...request,
        operation: (await redact(operation)) ?? 'request a path',
        url: apiUrl(base, path),
      }) as Promise<never>,
    subscribe: (listener) => bus.on('change', listener),
    on: bus.on,
    once: bus.once,
    off: bus.off,
  };
}
