// The module that dist/xo-chat-loader.js loads when a chat is needed.
export { createChatClient } from './client/index.js';
export { defineXoChat, mountChat, registerCatalogue, registerTemplate } from './widget/index.js';
export { allow } from './widget/store/platform-pins.js';
