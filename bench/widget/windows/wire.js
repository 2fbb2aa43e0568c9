/**
 * Hands frames to the page's socket as if they had just come: the same frames for every window that speaks the platform's
 * protocol, without the time of network and server. Runs before the window's own script.
 */
let socket;
let head;

globalThis.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    socket = this;
    this.addEventListener('message', ({ data }) => {
      const { message, messageId, ...rest } = JSON.parse(data);
      // The greeting: bot, session and icon as this server gives them.
      if (rest.type === 'bot_response') head ??= rest;
    });
  }
};

function write(body, fields) {
  const createdOn = new Date().toISOString();
  const message = [{ type: 'text', ...body }];
  const data = JSON.stringify({ ...head, createdOn, ...fields, message });
  return () => void socket.dispatchEvent(new MessageEvent('message', { data }));
}

globalThis.wire = {
  /** Gives what hands the frame over: that it is written is no part of what a window does. */
  write: (id, text) =>
    write({ component: { type: 'text', payload: { text } }, cInfo: { body: text } }, { messageId: id }),
  say: (id, text) => globalThis.wire.write(id, text)(),
  part: (id, text, end) => write({ cInfo: { body: text } }, { messageId: id, sM: true, ...end })(),
};
