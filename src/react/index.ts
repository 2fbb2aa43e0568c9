export { type ChatSource, type UseChatOptions, useChat } from './use-chat.js';
export { type ChatSnapshot, useChatState } from './use-chat-state.js';
export { XoChat, type XoChatProps } from './xo-chat.js';
