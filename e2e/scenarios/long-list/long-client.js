const WORDS =
  'parcel order street kilo green return answer please number because tomorrow shop delivery small with'.split(' ');

/** The same text for the same number, of one to forty words. */
function words(number) {
  const length = 1 + ((number * 7919) % 40);
  return Array.from({ length }, (_, at) => WORDS[(number * 31 + at * 17) % WORDS.length]).join(' ');
}

/** A message as the client gives it; the sides take turns, with a day change now and then. */
export function makeMessage(number) {
  const text = `${number}: ${words(Math.abs(number))}`;
  return {
    id: `m${number}`,
    from: number % 3 === 0 ? 'user' : 'bot',
    text,
    components: [{ type: 'text', text }],
    status: 'delivered',
    createdAt: 1_760_000_000_000 + number * 60_000,
  };
}

/** A client without a wire, for pages that need a long conversation at once. */
export class LongClient {
  bot = { name: 'Long Bot', id: 'st-1' };
  messages;
  state = { status: 'ready', since: 0 };
  typing = { active: false };
  agent = { connected: false };
  #first = 0;
  #listeners = new Set();

  constructor(length) {
    this.messages = Array.from({ length }, (_, number) => makeMessage(number));
  }

  #set(messages) {
    this.messages = messages;
    for (const listener of [...this.#listeners]) listener();
  }

  receive(...messages) {
    this.#set([...this.messages, ...messages]);
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  on() {
    return () => {};
  }

  /** The platform has no theme. */
  async request() {
    return {};
  }

  markRead() {}
  setTyping() {}

  async connect() {}
  async disconnect() {}

  async loadHistory({ limit = 20 } = {}) {
    const messages = Array.from({ length: limit }, (_, at) => makeMessage(this.#first - limit + at));
    this.#first -= limit;
    this.#set([...messages, ...this.messages]);
    return { messages, hasMore: true, total: this.messages.length };
  }

  send({ text }) {
    const number = this.messages.length + 1;
    this.receive({ ...makeMessage(number), from: 'user', text, components: [{ type: 'text', text }] });
    return Promise.resolve({ id: `m${number}`, status: 'delivered' });
  }
}
