import type {
  ChatClient,
  ChatClientOptions,
  ChatEvents,
  ChatMessage,
  Delivery,
  WebSocketLike,
} from '../../../src/index.js';
import { ConnectionError, DeliveryError, type XoError } from '../../../src/index.js';

/** The defects that the client can have. Without any, it has no violation as long as there are only few faults. */
export type Defect =
  /** Reports unacknowledged messages as delivered when the socket ends. */
  | 'confirms unacknowledged'
  /** Resends messages without reading the history first. */
  | 'resends blindly'
  /** Sends the newest of the waiting messages first. */
  | 'sends in reverse'
  /** Does not read the history after a reconnect. */
  | 'skips the history'
  /** Shows messages from the history that it shows already. */
  | 'shows duplicates'
  /** Shows missed messages in reverse order. */
  | 'reverses the history'
  /** Reuses the URL of the previous socket. */
  | 'reuses socket URLs'
  /** Opens two sockets and sends on both. */
  | 'keeps two sockets'
  /** Reconnects without a wait. */
  | 'retries at once'
  /** Requests a new access token for every connection. */
  | 'always requests a grant'
  /** Logs the access token. */
  | 'logs the token'
  /** Keeps a timer after disconnect(). */
  | 'leaks a timer'
  /** Does not reconnect after a failure. */
  | 'never reconnects'
  /** Throws on a frame that is not JSON. */
  | 'throws on invalid frames'
  /** Does not settle the promises of messages that it finds in the history. */
  | 'leaves promises pending';

interface Waiting {
  id: number;
  text: string;
  resolve: (delivery: Delivery) => void;
  reject: (error: Error) => void;
}

/**
 * A simple client for the tests of the checker, which has to detect each of its defects. It shares no code with the real one.
 */
export function faultyClient(...defects: Defect[]): (options: ChatClientOptions) => ChatClient {
  const has = (defect: Defect) => defects.includes(defect);
  return (options) => {
    const { fetch, WebSocket, clock, getJwt, logger } = options as Required<ChatClientOptions>;
    const listeners = new Map<string, Set<(event: never) => void>>();
    let messages: ChatMessage[] = [];
    let state: ChatClient['state'] = { status: 'idle' };
    let waiting: Waiting[] = [];
    let inFlight: Waiting | undefined;
    let token: string | undefined;
    let url: string | undefined;
    let socket: WebSocketLike | undefined;
    const sockets: WebSocketLike[] = [];
    let frames = 0;
    let cancel = () => {};
    let shouldConnect = false;

    const emit = <Name extends keyof ChatEvents>(name: Name, event: ChatEvents[Name]) => {
      for (const listener of listeners.get(name) ?? []) listener(event as never);
    };
    const setState = (next: ChatClient['state']) => {
      const previous = state;
      state = next;
      emit('state', { current: next, previous });
    };
    /** The index after the last message that is not queued. */
    const boundary = () => messages.length - messages.filter(({ status }) => status === 'queued').length;
    const show = (message: ChatMessage, at = boundary()) => {
      messages = [...messages.slice(0, at), message, ...messages.slice(at)];
    };
    const deliver = (id: string, at = boundary()) => {
      const message = messages.find((one) => one.id === id);
      if (message?.status !== 'queued') return;
      messages = messages.filter((one) => one !== message);
      show({ ...message, status: 'delivered' }, at);
    };
    const call = async (path: string, body?: object) => {
      if (has('logs the token')) logger.debug(`calling ${path} with ${token}`);
      const response = await fetch(`https://platform.test/api/${path}`, {
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
        headers: { authorization: `bearer ${token}` },
      });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    };
    const botInfo = { chatBot: options.bot.name, taskBotId: options.bot.id };

    const retryLater = (cause: Error) => {
      if (!shouldConnect) return;
      const waitMs = has('retries at once') ? 1 : 2_000;
      setState({ status: 'waiting', attempt: 1, retryAt: clock.now() + waitMs, cause: cause as XoError });
      if (!has('never reconnects')) cancel = clock.after(waitMs, () => void open());
    };

    const open = async () => {
      try {
        setState({ status: 'authorizing', attempt: 0 });
        if (!token || has('always requests a grant')) {
          const assertion = await getJwt!({ reason: 'initial', signal: new AbortController().signal });
          token = undefined;
          const { authorization } = await call('oAuth/token/jwtgrant', { assertion, botInfo });
          token = authorization.accessToken;
        }
        setState({ status: 'starting', attempt: 0 });
        if (!url || !has('reuses socket URLs')) url = (await call('rtm/start', { botInfo })).url as string;
        if (!shouldConnect) return;
        setState({ status: 'opening', attempt: 0 });
        const opened = new WebSocket(url);
        sockets.push(opened);
        socket = opened;
        opened.onopen = () => void ready(opened);
        opened.onmessage = ({ data }: { data: unknown }) => receive(String(data));
        opened.onclose = () => {
          if (socket !== opened || !shouldConnect) return;
          retryLater(new ConnectionError('XO_SOCKET_CLOSED', 'unable to continue; the socket is closed'));
        };
      } catch (error) {
        if (String(error).includes('401')) token = undefined;
        retryLater(error as Error);
      }
    };

    const ready = async (opened: WebSocketLike) => {
      const missed = has('skips the history') ? [] : await readHistory();
      if (socket !== opened || !shouldConnect) return;
      setState({ status: 'ready', since: clock.now() });
      if (has('confirms unacknowledged') && inFlight) settle(inFlight);
      else if (inFlight && (has('resends blindly') || !missed.includes(inFlight.text))) waiting.unshift(inFlight);
      else if (inFlight && !has('leaves promises pending')) settle(inFlight);
      inFlight = undefined;
      flush();
    };

    /** @returns the texts of all records, for the lookup of messages in doubt */
    const readHistory = async (): Promise<string[]> => {
      const { messages: records } = await call(`botmessages/rtm?botId=${botInfo.taskBotId}&limit=100`);
      const texts: string[] = records.map(
        (record: { components: { data: { text: string } }[] }) => record.components[0]?.data.text,
      );
      let at = 0;
      records.forEach((record: { _id: string; type: string }, index: number) => {
        const text = texts[index] ?? '';
        const known = messages.findIndex((message) => message.text === text);
        const message = messages[known];
        if (message && !has('shows duplicates')) {
          if (message.status === 'queued') deliver(message.id, at);
          at = messages.findIndex((one) => one.text === text) + 1;
        } else {
          show(
            received(record._id, text, record.type === 'incoming' ? 'user' : 'bot'),
            has('reverses the history') ? 0 : at++,
          );
        }
      });
      return texts;
    };

    const receive = (data: string) => {
      let frame: Record<string, unknown> | null = null;
      try {
        frame = JSON.parse(data);
      } catch (error) {
        if (has('throws on invalid frames')) throw error;
      }
      if (frame?.type === 'ack' && inFlight && String(frame.replyto) === String(inFlight.id)) {
        settle(inFlight);
        inFlight = undefined;
        flush();
      } else if (frame?.type === 'bot_response' && Array.isArray(frame.message)) {
        const text: string = frame.message[0].cInfo.body;
        if (!messages.some((message) => message.text === text)) show(received(String(frame.messageId), text, 'bot'));
      }
    };

    const settle = ({ id, resolve }: Waiting) => {
      deliver(String(id));
      resolve({ id: String(id), status: 'delivered' });
    };

    const frameOf = ({ id, text }: Pick<Waiting, 'id' | 'text'>) =>
      JSON.stringify({ clientMessageId: id, id, resourceid: '/bot.message', message: { body: text }, botInfo });

    const flush = () => {
      if (state.status !== 'ready' || inFlight) return;
      inFlight = has('sends in reverse') ? waiting.pop() : waiting.shift();
      const open = sockets.filter(({ readyState }) => readyState === 1);
      if (inFlight) open[frames++ % open.length]?.send(frameOf(inFlight));
    };

    return {
      bot: options.bot,
      apiUrl: options.apiUrl,
      userId: undefined,
      get messages() {
        return messages;
      },
      get state() {
        return state;
      },
      typing: { active: false },
      agent: { connected: false },
      async connect() {
        if (shouldConnect) return;
        shouldConnect = true;
        await open();
        if (has('keeps two sockets')) await open();
      },
      async disconnect() {
        shouldConnect = false;
        cancel();
        if (has('leaks a timer')) clock.after(60_000, () => {});
        socket?.close();
        setState({ status: 'closed' });
      },
      send(input) {
        const text = typeof input === 'string' ? input : (input.text ?? '');
        const id = clock.now() * 1_000 + messages.length;
        show({ ...received(String(id), text, 'user'), clientMessageId: id, status: 'queued' });
        return new Promise<Delivery>((resolve, reject) => {
          waiting.push({ id, text, resolve, reject });
          flush();
        });
      },
      async loadHistory() {
        throw new ConnectionError('XO_NETWORK', 'unable to load the history; this client cannot');
      },
      async [Symbol.asyncDispose]() {},
      async closeSession() {},
      getMessage: (id) => messages.find((one) => one.id === id),
      retry: async () => {
        throw new DeliveryError('XO_MESSAGE_UNKNOWN', 'unable to retry; this client cannot');
      },
      discard(id) {
        const discarded = waiting.find((one) => String(one.id) === id);
        waiting = waiting.filter((one) => one !== discarded);
        discarded?.reject(new DeliveryError('XO_MESSAGE_DISCARDED', 'unable to deliver; the message was discarded'));
        return !!discarded;
      },
      endAgentChat: () => Promise.resolve(),
      setTyping: () => {},
      setWatched: () => {},
      markRead: () => {},
      request: () => Promise.resolve({} as never),
      subscribe: () => () => {},
      on(name, listener) {
        listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
        return () => listeners.get(name)?.delete(listener);
      },
      once: (() => () => {}) as never,
      off: () => {},
    } satisfies ChatClient;
  };
}

const received = (id: string, text: string, from: 'user' | 'bot'): ChatMessage => ({
  id,
  text,
  from,
  components: [{ type: 'text', text }],
  status: 'delivered',
  createdAt: 0,
});
