let chat;
let stream;

const toMessage = ({ from, text }) => ({ role: from === 'user' ? 'user' : 'ai', text });

function put(history) {
  chat = document.createElement('deep-chat');
  chat.connect = {
    stream: true,
    handler(_, signals) {
      signals.onOpen();
      stream = signals;
    },
  };
  chat.history = history;
  chat.style.cssText = 'inline-size: 100%; block-size: 100%';
  document.querySelector('#place').append(chat);
}

/** deep-chat cannot connect to this platform, so messages are passed to its methods. */
globalThis.adapter = {
  connect: ({ greeting }) => put([{ role: 'ai', text: greeting }]),
  mount: (messages) => put(messages.map(toMessage)),
  receive: (message) => chat.addMessage(toMessage(message)),
  async stream() {
    chat.submitUserMessage({ text: 'Stream, please' });
    while (!stream) await new Promise((resolve) => setTimeout(resolve));
    let taken;
    return {
      part(text) {
        taken = stream.onResponse({ text });
      },
      // deep-chat would drop parts that it has not processed yet.
      end: () => taken.then(() => stream.onClose()),
    };
  },
  newest() {
    const last = chat?.shadowRoot?.querySelector('#messages')?.lastElementChild;
    // The initial messages are in a container of their own, and later ones next to it or in it.
    return last?.matches('.outer-message-container') ? last : last?.lastElementChild;
  },
};
