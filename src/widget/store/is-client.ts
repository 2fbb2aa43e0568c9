import type { ChatClient } from '../../client/chat-client.js';

/** Tells a client from options for one. */
export const isClient = (client: object): client is ChatClient => 'subscribe' in client;
