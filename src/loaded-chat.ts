// What dist/xo-chat-loader.js loads when somebody reaches for the chat.
export { createChatClient } from './client/index.js';
export { defineXoChat, mountChat, registerCatalogue, registerTemplate } from './widget/index.js';
export { allow } from './widget/store/platform-pins.js';
