const { chatConfig, chatWindow } = globalThis.KoreChatSDK;
let chat;

/** Returns the data that its socket passes on for a frame. */
const toData = ({ id, from, text, createdAt }) => ({
  type: from === 'user' ? 'currentUser' : 'bot_response',
  from: from === 'user' ? 'self' : 'bot',
  message: [
    { type: 'text', component: { type: 'text', payload: { text } }, cInfo: { body: text }, clientMessageId: id },
  ],
  messageId: id,
  createdOn: new Date(createdAt).toISOString(),
});

/** kore-web-sdk cannot stream: it would show each part as a separate message. */
globalThis.adapter = {
  connect({ apiUrl, jwtUrl, bot }) {
    Object.assign(chatConfig.botOptions, {
      koreAPIUrl: apiUrl,
      JWTUrl: jwtUrl,
      userIdentity: 'bench',
      botInfo: { name: bot.name, _id: bot.id },
      clientId: 'cs-bench',
      clientSecret: 'none',
      logLevel: 'error',
    });
    // By default it requests the location of the user, and renders only two messages a second.
    Object.assign(chatConfig, {
      loadHistory: false,
      minimizeMode: false,
      allowLocation: false,
      supportDelayedMessages: false,
    });
    chat = new chatWindow(chatConfig);
    chat.show(chatConfig);
  },
  /** Passes the messages to the connected window, because it requests at most a hundred messages of the history. */
  mount(messages) {
    for (const message of messages) chat.renderMessage(toData(message));
  },
  receive: ({ id, text }) => globalThis.wire.dispatch(id, text),
  newest: () => document.querySelector('.chat-container')?.lastElementChild,
};
