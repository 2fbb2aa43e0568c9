import type { ChatClient, ChatEvents, LoadedHistory, SendInput } from '../../src/client/chat-client.js';
import type { ChatMessage } from '../../src/conversation/chat-message.js';
import type { Delivery } from '../../src/conversation/delivery.js';
import type { XoError } from '../../src/errors/index.js';

type Listener = (event: never) => void;

/** A pending answer of the fake client, settled by the test. */
interface Answer<Value> {
  resolve: (value: Value) => void;
  reject: (error: unknown) => void;
}

let lastId = 0;

/** Returns a message as the client would: by default from the bot, with one text, created now. */
export function message(text: string, fields: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: `m-${++lastId}`,
    from: 'bot',
    text,
    components: [{ type: 'text', text }],
    status: 'delivered',
    createdAt: Date.now(),
    ...fields,
  };
}

/**
 * A ChatClient without a connection. The test controls it with `set`, `emit` and the pending answers. It records its calls in
 * `calls`. Subscribers are called synchronously, so that a test does not have to wait.
 */
export class FakeChatClient implements ChatClient {
  readonly bot = { name: 'Demo', id: 'st-1' };
  readonly apiUrl = 'https://bots.test';
  userId: string | undefined = 'u-1';
  messages: readonly ChatMessage[] = [];
  state: ChatClient['state'] = { status: 'idle' };
  typing: ChatClient['typing'] = { active: false };
  agent: ChatClient['agent'] = { connected: false };

  readonly calls: { name: string; args: unknown[] }[] = [];
  readonly sent: (string | SendInput)[] = [];
  /** Pending calls, oldest first. */
  readonly connects: Answer<void>[] = [];
  readonly pages: Answer<LoadedHistory>[] = [];
  readonly requests: Answer<unknown>[] = [];
  readonly deliveries: Answer<{ id: string; status: 'delivered' }>[] = [];
  readonly #subscribers = new Set<() => void>();
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Number of listeners and subscribers. */
  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, each) => sum + each.size, this.#subscribers.size);
  }

  /** Changes the snapshot and notifies the subscribers. */
  set(change: Partial<Pick<ChatClient, 'messages' | 'state' | 'typing' | 'agent' | 'userId'>>): void {
    const previous = this.state;
    Object.assign(this, change);
    for (const subscriber of [...this.#subscribers]) subscriber();
    if (change.state) this.emit('state', { current: change.state, previous });
  }

  ready(): void {
    this.set({ state: { status: 'ready', since: Date.now() } });
  }

  /** Adds messages at the end, as if they had just arrived. */
  receive(...messages: ChatMessage[]): void {
    this.set({ messages: [...this.messages, ...messages] });
    for (const each of messages) this.emit('message', each);
  }

  /** Replaces a message by another object with these fields changed. */
  change(id: string, fields: Partial<ChatMessage>): void {
    this.set({ messages: this.messages.map((each) => (each.id === id ? { ...each, ...fields } : each)) });
  }

  /** Resolves the oldest pending `loadHistory()`. */
  answerPage(messages: ChatMessage[], hasMore = false): void {
    this.set({ messages: [...messages, ...this.messages] });
    this.pages.shift()!.resolve({ messages, hasMore, total: this.messages.length });
  }

  emit<Name extends keyof ChatEvents>(name: Name, event: ChatEvents[Name]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(event as never);
  }

  fail(error: XoError): void {
    this.set({ state: { status: 'failed', cause: error } });
  }

  connect(...args: Parameters<ChatClient['connect']>): Promise<void> {
    this.calls.push({ name: 'connect', args });
    return new Promise((resolve, reject) => this.connects.push({ resolve, reject }));
  }

  disconnect(): Promise<void> {
    this.calls.push({ name: 'disconnect', args: [] });
    return Promise.resolve();
  }

  send(input: string | SendInput): ReturnType<ChatClient['send']> {
    this.sent.push(input);
    const { text = '', renderText } = typeof input === 'string' ? { text: input } : input;
    this.receive(message(renderText ?? text, { from: 'user', status: 'queued' }));
    return new Promise((resolve, reject) => this.deliveries.push({ resolve, reject }));
  }

  loadHistory(...args: Parameters<ChatClient['loadHistory']>): Promise<LoadedHistory> {
    this.calls.push({ name: 'loadHistory', args });
    return new Promise((resolve, reject) => this.pages.push({ resolve, reject }));
  }

  endAgentChat(): Promise<void> {
    this.calls.push({ name: 'endAgentChat', args: [] });
    return Promise.resolve();
  }

  setTyping(active: boolean): void {
    this.calls.push({ name: 'setTyping', args: [active] });
  }

  /** Arguments of the last `setWatched()`. */
  watched: { watched: boolean; announces: boolean | undefined } | undefined;

  [Symbol.asyncDispose](): Promise<void> {
    return this.disconnect();
  }

  getMessage(id: string): ChatMessage | undefined {
    return this.messages.find((each) => each.id === id);
  }

  setWatched(watched: boolean, { announces }: { announces?: boolean } = {}): void {
    this.watched = { watched, announces };
  }

  markRead(): void {
    this.calls.push({ name: 'markRead', args: [] });
  }

  request<Answer = unknown>(...args: Parameters<ChatClient['request']>): Promise<Answer> {
    // Each window requests the theme. A test that needs another one spies on this method.
    if (args[0].endsWith('/activetheme')) return Promise.resolve({} as Answer);
    this.calls.push({ name: 'request', args });
    return new Promise((resolve, reject) =>
      this.requests.push({ resolve: resolve as (value: unknown) => void, reject }),
    );
  }

  retry(id: string): Promise<Delivery> {
    this.calls.push({ name: 'retry', args: [id] });
    return Promise.resolve({ id, status: 'delivered' });
  }

  discard(id: string): boolean {
    this.calls.push({ name: 'discard', args: [id] });
    return true;
  }

  closeSession(): Promise<void> {
    this.calls.push({ name: 'closeSession', args: [] });
    return Promise.resolve();
  }

  subscribe(listener: () => void): () => void {
    this.#subscribers.add(listener);
    return () => this.#subscribers.delete(listener);
  }

  on<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener as Listener));
    return () => this.off(name, listener);
  }

  once<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): () => void;
  once<Name extends keyof ChatEvents>(name: Name): Promise<ChatEvents[Name]>;
  once<Name extends keyof ChatEvents>(
    name: Name,
    listener?: (event: ChatEvents[Name]) => void,
  ): Promise<ChatEvents[Name]> | (() => void) {
    if (!listener) return new Promise((resolve) => void this.once(name, resolve));
    const off = this.on(name, (event) => {
      off();
      listener(event);
    });
    return off;
  }

  off<Name extends keyof ChatEvents>(name: Name, listener: (event: ChatEvents[Name]) => void): void {
    this.#listeners.get(name)?.delete(listener as Listener);
  }
}
