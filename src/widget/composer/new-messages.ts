import type { ChatClient } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';

/**
 * Hears each message of others once, when it is complete. What stands further up came from the history, and is not new.
 *
 * @returns ends it
 */
export function onNewMessage(client: ChatClient, listener: (message: ChatMessage) => void): () => void {
  let last = client.messages.at(-1)?.id;
  return client.on('message', (message) => {
    const { id, from, streaming } = message;
    if (streaming || from === 'user' || from === 'system' || id === last || client.messages.at(-1)?.id !== id) return;
    last = id;
    listener(message);
  });
}
