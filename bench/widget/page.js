import { LongClient, makeMessage } from '../../e2e/scenarios/long-list/long-client.js';
import { mountChat } from '../../src/widget/index.js';

/** Waits until the next frame is painted. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

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

/** Forces style and layout, as the next frame would. */
const forceLayout = () => document.body.getBoundingClientRect();

let chat;
let client;

const root = () => chat.element.shadowRoot;
const scroller = () => root().querySelector('.scroller');

/** Each function is a measurement that run.mjs calls. Times are in milliseconds. */
globalThis.bench = {
  /** Time from `mountChat()` until the list is in the page, including layout. */
  async mount(length) {
    client = new LongClient(length);
    const startedAt = performance.now();
    chat = mountChat({ client, target: '#place', bot: { name: 'Bench', id: 'st-1' } });
    await Promise.resolve();
    // The list is virtualized from the 61st message on.
    while (!root().querySelector(length > 60 ? '.space' : '.scroller')) await nextTask();
    forceLayout();
    const ms = performance.now() - startedAt;
    await painted();
    return ms;
  },

  /** Times of script, style and layout for messages that are appended one by one. */
  async append(count) {
    const times = [];
    const first = client.messages.length;
    for (let number = first; number < first + count; number++) {
      const message = makeMessage(number);
      const startedAt = performance.now();
      client.receive(message);
      await new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));
      forceLayout();
      times.push(performance.now() - startedAt);
      if (!scroller().textContent.includes(message.text)) throw new Error(`message ${number} is not drawn`);
      // The next message is drawn at once only in another frame.
      await painted();
    }
    return times;
  },

  /** Time for messages that arrive all at once, until the last one is on screen. */
  async burst(count) {
    const first = client.messages.length;
    const startedAt = performance.now();
    for (let number = first; number < first + count; number++) client.receive(makeMessage(number));
    await painted();
    return performance.now() - startedAt;
  },

  /** Times between frames while scrolling up at the speed of a mouse wheel. */
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

  /** How far the line being read moves when a page of the history is inserted above, in CSS pixels. */
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

  /** Time to render all messages as elements, as for the cursor of a screen reader and find-in-page. */
  async whole() {
    const startedAt = performance.now();
    root().querySelector('.skip').click();
    await Promise.resolve();
    await Promise.resolve();
    forceLayout();
    return performance.now() - startedAt;
  },

  end() {
    chat.destroy();
    client = undefined;
  },
};
