/** A client without a connection. The page controls its state and its answers. */
export class ScriptedClient {
  messages = [];
  state = { status: 'ready', since: 0 };
  typing = { active: false };
  agent = { connected: false };
  /** Returns the next older page of the history. @type {() => Promise<object>} */
  onHistory = async () => ({ messages: [], moreAvailable: false, total: this.messages.length });
  #subscribers = new Set();
  #listeners = new Map();

  constructor(bot) {
    this.bot = bot;
  }

  /** Changes the snapshot, and notifies the subscribers. */
  set(change) {
    Object.assign(this, change);
    for (const subscriber of [...this.#subscribers]) subscriber();
    if (change.state) this.emit('state', change.state);
  }

  receive(...messages) {
    this.set({ messages: [...this.messages, ...messages] });
  }

  emit(name, event) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(event);
  }

  subscribe(listener) {
    this.#subscribers.add(listener);
    return () => this.#subscribers.delete(listener);
  }

  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    this.#listeners.get(name).add(listener);
    return () => this.#listeners.get(name).delete(listener);
  }

  loadHistory() {
    return this.onHistory();
  }

  async send(input) {
    const text = typeof input === 'string' ? input : (input.renderText ?? input.text ?? '');
    const id = `own-${this.messages.length}`;
    const components = [{ type: 'text', text }];
    this.receive({ id, from: 'user', text, components, status: 'delivered', createdAt: Date.now() });
    return { id, status: 'delivered' };
  }

  async retry(id) {
    this.#put(id, (message) => [{ ...message, status: 'delivered' }]);
    return { id, status: 'delivered' };
  }

  discard(id) {
    this.#put(id, () => []);
    return true;
  }

  #put(id, change) {
    this.set({ messages: this.messages.flatMap((message) => (message.id === id ? change(message) : [message])) });
  }

  async connect() {
    this.set({ state: { status: 'ready', since: Date.now() } });
  }

  async disconnect() {}
  setTyping() {}
  async endAgentChat() {}
  markRead() {}

  /** The platform has no theme. */
  async request() {
    return {};
  }
}
