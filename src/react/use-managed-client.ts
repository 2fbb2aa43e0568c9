import { useEffect, useState } from 'react';

interface Managed<Client> {
  readonly identity: unknown;
  readonly client: Client;
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
export function useManagedClient<Client>(
  identity: unknown,
  createClient: () => Client,
  onMount: (client: Client) => void,
  onUnmount: (client: Client) => void,
): Client {
  const create = (): Managed<Client> => ({ identity, client: createClient(), uses: 0 });
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
