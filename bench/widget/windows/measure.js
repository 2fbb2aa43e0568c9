/** The measurements, the same for every window. measure-window.mjs calls them. Times are in milliseconds. */
const { adapter } = globalThis;
const LIMIT_MS = 60_000;
const APPEND_LIMIT_MS = 8_000;

let held = '';
/** Number of messages that `show()` has shown, used as their ids: a window shows a message with a known id only once. */
let shown = 0;

/** Waits for the next task, without the delay of a timer. */
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
const forceLayout = () => document.body.getBoundingClientRect();

/** Checks a condition in every task or, where the check must not delay the window's own work, in every frame. */
async function until(condition, description, wait = nextTask) {
  const giveUpAt = performance.now() + LIMIT_MS;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`${description} is not there after ${LIMIT_MS} ms`);
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
  /** Returns the paths of the files that were loaded until the greeting was in the page. */
  async firstMessage(options) {
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

  /** Time for messages that arrive all at once, until the last one is on screen. */
  async burst(first, count) {
    const messages = Array.from({ length: count }, (_, at) => message(first + at));
    const startedAt = performance.now();
    for (const each of messages) adapter.receive(each);
    await until(() => shows(messages.at(-1).text), 'the last message');
    await painted();
    return performance.now() - startedAt;
  },

  /** Time for messages that arrive one after the other, each in a task of its own, as from a socket. */
  async oneByOne(first, count) {
    const messages = Array.from({ length: count }, (_, at) => message(first + at));
    const startedAt = performance.now();
    for (const each of messages) {
      adapter.receive(each);
      await nextTask();
    }
    await until(() => shows(messages.at(-1).text), 'the last message');
    await painted();
    return performance.now() - startedAt;
  },

  /** Times of script, style and layout for messages that are appended one by one; fewer messages if they take too long. */
  async append(first, count) {
    const times = [];
    const giveUpAt = performance.now() + APPEND_LIMIT_MS;
    for (let number = first; number < first + count && performance.now() < giveUpAt; number++) {
      const each = message(number);
      const startedAt = performance.now();
      adapter.receive(each);
      await until(() => shows(each.text), `message ${number}`);
      forceLayout();
      times.push(performance.now() - startedAt);
      await painted();
    }
    return times;
  },

  /** Time from the last part until the whole text is in the page. The caller traces the tasks meanwhile. */
  async stream(perSecond, seconds) {
    const parts = Array.from({ length: perSecond * seconds }, (_, at) =>
      at % 60 === 59 ? 'line.\n\n' : at % 12 === 11 ? '**bold** words. ' : `word${at} `,
    );
    const stream = await adapter.stream(`${parts.join('')}the-end`);
    const startedAt = performance.now();
    for (const [index, part] of parts.entries()) {
      const dueAt = startedAt + (index * 1000) / perSecond;
      // Each part is a separate task, as from a socket, even when it is late.
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

  /** Waits until the page has loaded everything that it loads by itself, so that this does not count as cost of a message. */
  async settle(quietMs = 700) {
    const count = () => performance.getEntriesByType('resource').length;
    for (let before = -1; before !== count(); ) {
      before = count();
      await new Promise((resolve) => setTimeout(resolve, quietMs));
    }
    globalThis.gc?.();
  },

  /** Sets the text for `show()` in advance, so that its transfer to the page is not measured. */
  hold(text) {
    held = text;
  },

  /** Shows the held text as a live message, and waits until its elements no longer change, but not longer than the limit. */
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
