/** Calls `callback` when `signal` is aborted, or at once if it already is. Returns a function that removes the listener. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal?.aborted) callback();
  signal?.addEventListener('abort', callback);
  return () => signal?.removeEventListener('abort', callback);
}
