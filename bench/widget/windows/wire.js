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

function receive(body, fields) {
  const createdOn = new Date().toISOString();
  const message = [{ type: 'text', ...body }];
  socket.dispatchEvent(
    new MessageEvent('message', { data: JSON.stringify({ ...head, createdOn, ...fields, message }) }),
  );
}

globalThis.wire = {
  say: (id, text) =>
    receive({ component: { type: 'text', payload: { text } }, cInfo: { body: text } }, { messageId: id }),
  part: (id, text, end) => receive({ cInfo: { body: text } }, { messageId: id, sM: true, ...end }),
};
