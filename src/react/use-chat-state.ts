import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { ChatClient } from '../client/chat-client.js';

/** What a conversation is at one moment. */
export type ChatSnapshot = Pick<ChatClient, 'messages' | 'state' | 'typing' | 'agent'>;

/**
 * What the client shows now; the component is rendered again when it changes.
 *
 * @param select takes a part of it, and the component is rendered again only when that part is another (`Object.is`). It must
 *   give the same for the same: a number, a text, or something that stands in the client.
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
    const known = last.current;
    // The same object until a part of it is another one: React takes a new object for a change.
    const isSame =
      known?.messages === messages && known.state === state && known.typing === typing && known.agent === agent;
    if (!isSame) last.current = { messages, state, typing, agent };
    return select(last.current!);
  };
  const subscribe = useCallback((changed: () => void) => client.subscribe(changed), [client]);
  return useSyncExternalStore(subscribe, read, read);
}
