import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ChatClient } from '../client/chat-client.js';

/** The state of a conversation at one moment. */
export type ChatSnapshot = Pick<ChatClient, 'messages' | 'state' | 'typing' | 'agent'>;

/**
 * Returns the current state of the client, and renders the component again when it changes.
 *
 * @param select returns a part of the state; the component then renders again only if that part has changed
 *   (`Object.is`). It must return equal results for equal input: a number, a string, or an object that belongs to the
 *   client.
 * @example
 * const { messages, typing } = useChatState(client);
 * const isReady = useChatState(client, ({ state }) => state.status === 'ready');
 */
export function useChatState<Part = ChatSnapshot>(
  client: ChatClient,
  select: (snapshot: ChatSnapshot) => Part = (snapshot) => snapshot as Part,
): Part {
  const last = useRef<ChatSnapshot>(undefined);
  const read = () => {
    const { messages, state, typing, agent } = client;
    const previous = last.current;
    // Keep the object until a part of it changes, because React takes a new object for a change.
    const isSame =
      previous?.messages === messages &&
      previous.state === state &&
      previous.typing === typing &&
      previous.agent === agent;
    if (!isSame) last.current = { messages, state, typing, agent };
    return select(last.current!);
  };
  const subscribe = useCallback((onChange: () => void) => client.subscribe(onChange), [client]);
  return useSyncExternalStore(subscribe, read, read);
}
