import { LongClient, makeMessage } from '../../e2e/scenarios/long-list/long-client.js';
import { mountChat } from '../../src/widget/index.js';

/** After the next picture: what was to be drawn is on screen. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

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

/** Style and layout of what has changed, as the next frame would do them. */
const layOut = () => document.body.getBoundingClientRect();

let chat;
let client;

const root = () => chat.element.shadowRoot;
const scroller = () => root().querySelector('.scroller');

/** Each function is one measurement; run.mjs calls them. Times are milliseconds. */
globalThis.bench = {
  /** From the call to the list in the page, laid out. */
  async mount(length) {
    client = new LongClient(length);
    const startedAt = performance.now();
    chat = mountChat({ client, target: '#place', bot: { name: 'Bench', id: 'st-1' } });
    await Promise.resolve();
    // What keeps a long list short comes with the 61st message.
    while (!root().querySelector(length > 60 ? '.space' : '.scroller')) await nextTask();
    layOut();
    const ms = performance.now() - startedAt;
    await painted();
    return ms;
  },

  /** One by one at the end: script, style and layout of each. */
  async append(count) {
    const times = [];
    const first = client.messages.length;
    for (let number = first; number < first + count; number++) {
      const message = makeMessage(number);
      const startedAt = performance.now();
      client.receive(message);
      await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));
      layOut();
      times.push(performance.now() - startedAt);
      if (!scroller().textContent.includes(message.text)) throw new Error(`message ${number} is not drawn`);
      if (number % 10 === 0) await painted();
    }
    return times;
  },

  /** As many at once as fast as they come, until the last one is on screen. */
  async burst(count) {
    const first = client.messages.length;
    const startedAt = performance.now();
    for (let number = first; number < first + count; number++) client.receive(makeMessage(number));
    await painted();
    return performance.now() - startedAt;
  },

  /** Time between frames while scrolling up by a wheel's pace. */
  async scroll(frames, pxPerFrame) {
    const times = [];
    let before = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < frames; frame++) {
      scroller().scrollTop -= pxPerFrame;
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
    return times;
  },

  /** How far the line being read moves when a page of the history comes in above. CSS pixels. */
  async prepend(limit) {
    scroller().scrollTop = 300;
    await painted();
    await painted();
    const edge = scroller().getBoundingClientRect().top;
    const read = [...root().querySelectorAll('[data-id]')].find(
      (each) => each.getBoundingClientRect().bottom > edge + 100,
    );
    const before = read.getBoundingClientRect().top;
    await client.loadHistory({ limit });
    await painted();
    await painted();
    const after = root().querySelector(`[data-id="${read.dataset.id}"]`).getBoundingClientRect().top;
    return Math.abs(after - before);
  },

  older: (limit) => client.loadHistory({ limit }),

  elements: () => root().querySelectorAll('*').length,

  /** All messages as elements: what a screen reader's cursor and find-in-page need. */
  async whole() {
    const startedAt = performance.now();
    root().querySelector('.skip').click();
    await Promise.resolve();
    await Promise.resolve();
    layOut();
    return performance.now() - startedAt;
  },

  end() {
    chat.destroy();
    client = undefined;
  },
};
