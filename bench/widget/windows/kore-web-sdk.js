const { chatConfig, chatWindow } = globalThis.KoreChatSDK;
let chat;

/** As its socket hands on what came in a frame. */
const toData = ({ id, from, text, createdAt }) => ({
  type: from === 'user' ? 'currentUser' : 'bot_response',
  from: from === 'user' ? 'self' : 'bot',
  message: [
    { type: 'text', component: { type: 'text', payload: { text } }, cInfo: { body: text }, clientMessageId: id },
  ],
  messageId: id,
  createdOn: new Date(createdAt).toISOString(),
});

/** It cannot stream: each part would be a bubble of its own. */
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
    // Its defaults ask for the place of the user, and draw two messages a second, however many have come.
    Object.assign(chatConfig, {
      loadHistory: false,
      minimizeMode: false,
      allowLocation: false,
      supportDelayedMessages: false,
    });
    chat = new chatWindow(chatConfig);
    chat.show(chatConfig);
  },
  /** Into the connected window: of the history it asks for a hundred at most. */
  mount(messages) {
    for (const message of messages) chat.renderMessage(toData(message));
  },
  receive: ({ id, text }) => globalThis.wire.say(id, text),
  newest: () => document.querySelector('.chat-container')?.lastElementChild,
};
