import { LongClient } from '/long-client.js';

const { mountChat } = globalThis.XoChat;
let chat;

const root = () => chat.element.shadowRoot;

globalThis.adapter = {
  connect({ apiUrl, jwtUrl, bot }) {
    chat = mountChat({ apiUrl, jwtUrl, bot, target: '#place', open: true });
  },
  mount(messages) {
    const client = new LongClient(0);
    client.messages = messages;
    chat = mountChat({ client, target: '#place' });
  },
  /** The code that virtualizes the list is loaded with the first long list. */
  settled: () => root().querySelector('.space') !== null,
  prepare: ({ id, text }) => globalThis.wire.write(id, text),
  receive: ({ id, text }) => globalThis.wire.dispatch(id, text),
  stream(whole) {
    return {
      part: (text) => globalThis.wire.part('ms-stream', text),
      end: () => globalThis.wire.part('ms-stream', '', { endChunk: true, completeResponse: whole }),
    };
  },
  newest: () => [...(root()?.querySelectorAll('[data-id]') ?? [])].at(-1),
};
