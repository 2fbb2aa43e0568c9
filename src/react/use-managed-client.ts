import { useEffect, useState } from 'react';
import type { ChatClient } from '../client/chat-client.js';

interface ManagedClient {
  readonly identity: unknown;
  readonly client: ChatClient;
  /**
   * Number of mounted effects. StrictMode unmounts and mounts them again in one task, so the client is only unused if
   * this is still 0 afterwards.
   */
  uses: number;
}

/**
 * Creates the client of a component, and returns the same one as long as `identity` is the same. `onMount` runs when
 * the component has mounted; `onUnmount` after it has unmounted, but not between the two effect runs of StrictMode.
 */
export function useManagedClient(
  identity: unknown,
  createClient: () => ChatClient,
  onMount: (client: ChatClient) => void,
  onUnmount: (client: ChatClient) => void,
): ChatClient {
  const create = (): ManagedClient => ({ identity, client: createClient(), uses: 0 });
  const [current, setCurrent] = useState(create);
  let managed = current;
  if (managed.identity !== identity) {
    managed = create();
    setCurrent(managed);
  }
  useEffect(() => {
    managed.uses++;
    onMount(managed.client);
    return () => {
      managed.uses--;
      queueMicrotask(() => {
        if (managed.uses === 0) onUnmount(managed.client);
      });
    };
  }, [managed]);
  return managed.client;
}
