/**
 * Dispatches frames on the page's socket as if they had just arrived: the same frames for every window that uses the platform's
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
      // The greeting has the bot, session and icon of this server, which later frames repeat.
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
  /** Returns a function that dispatches the frame. The frame is written before, because that is not part of the measurement. */
  write: (id, text) =>
    write({ component: { type: 'text', payload: { text } }, cInfo: { body: text } }, { messageId: id }),
  dispatch: (id, text) => globalThis.wire.write(id, text)(),
  part: (id, text, end) => write({ cInfo: { body: text } }, { messageId: id, sM: true, ...end })(),
};
