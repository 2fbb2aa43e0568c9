export type { ChatClient, ChatEvents, LoadedHistory, PlatformRequest, SendInput, StateChange } from './chat-client.js';
export { createChatClient } from './create-chat-client.js';
export { forget } from './forget.js';
export type { ChatClientOptions, LockManagerLike, StorageLike } from './options.js';
export type { SignalSource } from './signals.js';
