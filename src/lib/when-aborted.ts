/** Calls back when `signal` is aborted, at once if it is already. Gives the function that takes it back. */
export function whenAborted(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (signal?.aborted) callback();
  signal?.addEventListener('abort', callback);
  return () => signal?.removeEventListener('abort', callback);
}
