/** What is measured, the same in every window. Times are milliseconds. run.mjs calls these. */
const { adapter } = globalThis;
const LIMIT_MS = 60_000;
const APPEND_LIMIT_MS = 8_000;

let held = '';
/** How many messages `show()` has shown: each has an id of its own, as a window shows one with a known id only once. */
let shown = 0;

/** The next task; unlike a timer's it does not wait. */
const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const layOut = () => document.body.getBoundingClientRect();

/** Looks at every task, or, where the window's own work must not be held up, at every frame. */
async function until(isSo, what, wait = nextTask) {
  const giveUpAt = performance.now() + LIMIT_MS;
  while (!isSo()) {
    if (performance.now() > giveUpAt) throw new Error(`${what} is not there after ${LIMIT_MS} ms`);
    await wait();
  }
}

const shows = (text) => adapter.newest()?.textContent.includes(text) ?? false;

const countElements = (root) =>
  [...root.querySelectorAll('*')].reduce(
    (sum, element) => sum + 1 + (element.shadowRoot ? countElements(element.shadowRoot) : 0),
    0,
  );

const message = (number) => {
  const made = globalThis.makeMessage(number);
  return { ...made, id: `ms-${number}`, from: 'bot', createdAt: Date.now() };
};

globalThis.bench = {
  /** Gives the paths of what had come when they were in the page. */
  async firstWords(options) {
    adapter.connect(options);
    await until(() => shows(options.greeting), 'the greeting');
    const shownAt = performance.now();
    await painted();
    const entries = performance.getEntriesByType('resource').filter(({ responseEnd }) => responseEnd <= shownAt);
    return entries.map(({ name }) => new URL(name).pathname);
  },

  async mount(count) {
    const messages = Array.from({ length: count }, (_, number) => globalThis.makeMessage(number));
    const startedAt = performance.now();
    adapter.mount(messages);
    await until(() => shows(messages.at(-1).text) && (adapter.settled?.() ?? true), 'the last message');
    await painted();
    return performance.now() - startedAt;
  },

  /** All at once, until the last one is on screen. */
  async burst(first, count) {
    const messages = Array.from({ length: count }, (_, at) => message(first + at));
    const startedAt = performance.now();
    for (const each of messages) adapter.receive(each);
    await until(() => shows(messages.at(-1).text), 'the last message');
    await painted();
    return performance.now() - startedAt;
  },

  /** One by one: script, style and layout of each. Fewer where they take too long. */
  async append(first, count) {
    const times = [];
    const giveUpAt = performance.now() + APPEND_LIMIT_MS;
    for (let number = first; number < first + count && performance.now() < giveUpAt; number++) {
      const each = message(number);
      const startedAt = performance.now();
      adapter.receive(each);
      await until(() => shows(each.text), `message ${number}`);
      layOut();
      times.push(performance.now() - startedAt);
      await painted();
    }
    return times;
  },

  /** How long after the last part all words are there. The tasks are watched from outside. */
  async stream(perSecond, seconds) {
    const parts = Array.from({ length: perSecond * seconds }, (_, at) =>
      at % 60 === 59 ? 'line.\n\n' : at % 12 === 11 ? '**bold** words. ' : `word${at} `,
    );
    const stream = await adapter.stream(`${parts.join('')}the-end`);
    const startedAt = performance.now();
    for (const [index, part] of parts.entries()) {
      const dueAt = startedAt + (index * 1000) / perSecond;
      // Late or not, each part is a task of its own, as from a socket.
      const waitMs = dueAt - performance.now();
      await (waitMs > 0 ? new Promise((resolve) => setTimeout(resolve, waitMs)) : nextTask());
      stream.part(part);
    }
    stream.part('the-end');
    stream.end();
    const endedAt = performance.now();
    await until(() => shows('the-end'), 'the end of the stream', painted);
    await painted();
    return performance.now() - endedAt;
  },

  /** Until the page has loaded all that it loads by itself: its beginning is no part of what a message costs. */
  async settle(quietMs = 700) {
    const count = () => performance.getEntriesByType('resource').length;
    for (let before = -1; before !== count(); ) {
      before = count();
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
    globalThis.gc?.();
  },

  /** The text that `show()` is to show. It comes before: that it reaches the page is no part of what is measured. */
  hold(text) {
    held = text;
  },

  /** What was held, as a live message, until nothing of it changes any more. Gives up after a while: some windows take minutes. */
  async show(limitMs) {
    const giveUpAt = performance.now() + limitMs;
    const former = adapter.newest();
    const next = { ...message(++shown), text: held };
    const handOver = adapter.prepare?.(next) ?? (() => adapter.receive(next));
    await nextTask();
    handOver();
    await until(() => adapter.newest() !== former, 'the message', painted);
    let before = '';
    for (let same = 0; same < 4 && performance.now() < giveUpAt; ) {
      await painted();
      await new Promise((resolve) => setTimeout(resolve, 25));
      const newest = adapter.newest();
      const now = `${newest?.textContent.length} ${newest?.querySelectorAll('*').length}`;
      same = now === before ? same + 1 : 0;
      before = now;
    }
    return before;
  },

  elements: () => countElements(document),
};
