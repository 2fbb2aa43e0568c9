import { createAuthorizedHttp } from '../auth/authorized-http.js';
import { TokenService } from '../auth/token-service.js';
import { Conversation } from '../conversation/conversation.js';
import { ProtocolError, type XoError } from '../errors/index.js';
import { EventBus } from '../events/event-bus.js';
import { createHttpClient } from '../http/http-client.js';
import { createMessageIds } from '../lib/message-ids.js';
import { toBotInfo } from '../protocol/bot-info.js';
import { decode } from '../protocol/decode.js';
import { createEncoder } from '../protocol/encode.js';
import { grantUrl, historyUrl, startUrl } from '../protocol/endpoints.js';
import { decodeHistoryPage } from '../protocol/history-record.js';
import { readPlatformError } from '../protocol/platform-error.js';
import type { ConnectionState } from '../rtm/connection-state.js';
import { RtmManager } from '../rtm/rtm-manager.js';
import type { ChatClient, ChatEvents } from './chat-client.js';
import { abortedError, ConnectPromise } from './connect-promise.js';
import type { ChatClientOptions } from './options.js';
import { resolveOptions } from './resolve-options.js';
import { forwardSignals } from './signals.js';

/**
 * Makes a client for one conversation with one bot. Nothing happens before `connect()` or `send()`.
 *
 * @throws ConfigError when an option is missing or wrong, or the runtime has no fetch or WebSocket
 * @example
 * const client = createChatClient({ apiUrl: 'https://platform.kore.ai', bot: { name: 'Demo', id: 'st-…' }, getJwt });
 * client.on('message', (message) => console.log(message.from, message.text));
 * await client.connect();
 * await client.send('Hello');
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const { apiUrl: _, bot, getJwt, base, clock, random, logger, ...settings } = resolveOptions(options);
  const botInfo = toBotInfo(bot);
  const bus = new EventBus<ChatEvents>((error) => logger('error', 'a listener threw', error));
  const nextId = createMessageIds(clock, random);
  const encoder = createEncoder({
    bot: botInfo,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: settings.locale,
  });
  const listeners = new Set<() => void>();
  let notifying = false;

  /** One call of each subscriber for all that changes in one go. */
  const changed = () => {
    if (notifying) return;
    notifying = true;
    queueMicrotask(() => {
      notifying = false;
      for (const listener of [...listeners]) {
        try {
          listener();
        } catch (error) {
          logger('error', 'a subscriber threw', error);
        }
      }
    });
  };

  const http = createHttpClient({
    fetch: settings.fetch,
    clock,
    timeoutMs: settings.requestTimeoutMs,
    readError: readPlatformError,
  });
  const tokens = new TokenService({ getJwt, http, url: grantUrl(base), botInfo, clock });
  const authorized = createAuthorizedHttp(http, tokens);

  const conversation = new Conversation({
    ...settings,
    clock,
    random,
    nextId,
    encoder,
    bus,
    changed,
    transmit(frame) {
      const sent = rtm.send(frame);
      if (sent && 'message' in frame && !('event' in frame)) bus.emit('bot.message', frame);
      return sent;
    },
    async fetchHistory(query, { signal, timeoutMs }) {
      const what = 'read the history';
      const page = decodeHistoryPage(
        await authorized({ what, url: historyUrl(base, bot.id, query), signal, timeoutMs }),
      );
      if (!page) throw new ProtocolError('protocol_answer', `unable to ${what}; the answer is not a page of messages`);
      bus.emit('history', page);
      return page;
    },
    suspect: (cause) => rtm.suspect(cause),
  });

  const rtm = new RtmManager({
    ...settings,
    tokens,
    http: authorized,
    startUrl: startUrl(base),
    startRequest: { botInfo, language: settings.language },
    clock,
    random,
    decode,
    ping: () => encoder.ping(nextId()),
    prepare: (signal) => conversation.prepare(signal),
    async probe(timeoutMs) {
      try {
        return (await conversation.check(timeoutMs)) ? 'gap' : 'ok';
      } catch (error) {
        return error as XoError;
      }
    },
    hurried: () => conversation.sender.waiting > 0,
    onState,
    onFrame: (frame) => conversation.receive(frame),
  });

  const connecting = new ConnectPromise();
  let stopSignals: (() => void) | undefined;
  let wasReady = false;
  let up = false;

  function onState(state: ConnectionState): void {
    logger('debug', `connection: ${state.status}`, state);
    const ready = state.status === 'ready';
    // `offline` may keep its socket: the conversation goes on when it turns out to be alive.
    if (ready && up) {
      conversation.sender.flush();
    } else if (ready) {
      up = true;
      conversation.connected(wasReady);
      wasReady = true;
    } else if (up && !ready && state.status !== 'offline') {
      up = false;
      conversation.disconnected();
    }
    if (state.status === 'failed' || state.status === 'closed') {
      stopSignals?.();
      stopSignals = undefined;
    }
    connecting.settle(state);
    bus.emit('state', state);
    changed();
  }

  return {
    get messages() {
      return conversation.messages;
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
      if (signal?.aborted) return Promise.reject(abortedError());
      const promise = connecting.get(rtm.state, signal, () => void rtm.disconnect());
      stopSignals ??= forwardSignals(settings.signals, rtm);
      rtm.connect();
      return promise;
    },
    disconnect: () => rtm.disconnect(),
    send: (input, { signal } = {}) => {
      const delivery = conversation.sender.send(input, signal);
      rtm.hurry();
      return delivery;
    },
    retry: (id) => conversation.sender.retry(id),
    discard: (id) => conversation.sender.discard(id),
    loadHistory: ({ limit = 20, signal } = {}) => conversation.history.older(limit, { signal }),
    closeSession: () => conversation.closeSession(),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    on: (name, listener) => bus.on(name, listener),
    once: (name, listener) => bus.once(name, listener),
    off: (name, listener) => bus.off(name, listener),
  };
}
