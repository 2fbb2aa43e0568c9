import type { ChatClient } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';

/**
 * Calls the listener once for each complete message from others: when it arrives or, if it is streamed, when it is complete. Messages further up come from the history, and are not
 * new.
 *
 * @returns a function that removes the listener
 */
export function onNewMessage(client: ChatClient, listener: (message: ChatMessage) => void): () => void {
  let last = client.messages.at(-1)?.id;
  const onMessage = (message: ChatMessage) => {
    const { id, from, streaming } = message;
    if (streaming || from === 'user' || from === 'system' || id === last || client.messages.at(-1)?.id !== id) return;
    last = id;
    listener(message);
  };
  const cleanups = [client.on('message', onMessage), client.on('update', onMessage)];
  return () => {
    for (const cleanup of cleanups) cleanup();
  };
}
