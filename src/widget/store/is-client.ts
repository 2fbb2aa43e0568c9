import type { ChatClient } from '../../client/chat-client.js';

/** Returns true for a client, false for options of one. */
export const isClient = (client: object): client is ChatClient => 'subscribe' in client;
