import { useEffect, useState } from 'react';
import type { ChatClient } from '../client/chat-client.js';

interface Held {
  readonly identity: unknown;
  readonly client: ChatClient;
  /** Mounted effects. StrictMode ends and begins them again in one go: only what stays at nought is over. */
  uses: number;
}

/**
 * Holds the client of a component: the same one as long as `identity` is the same. `hold` runs while the component is mounted;
 * `release` once it no longer is, and not between the two runs of an effect that StrictMode makes of one.
 */
export function useHeldClient(
  identity: unknown,
  make: () => ChatClient,
  hold: (client: ChatClient) => void,
  release: (client: ChatClient) => void,
): ChatClient {
  const renew = (): Held => ({ identity, client: make(), uses: 0 });
  const [current, setCurrent] = useState(renew);
  let held = current;
  if (held.identity !== identity) {
    held = renew();
    setCurrent(held);
  }
  useEffect(() => {
    held.uses++;
    hold(held.client);
    return () => {
      held.uses--;
      queueMicrotask(() => {
        if (held.uses === 0) release(held.client);
      });
    };
  }, [held]);
  return held.client;
}
