/** The part of `window` that tells about the network and the page. */
export interface SignalSource {
  addEventListener(name: string, listener: () => void): void;
  removeEventListener(name: string, listener: () => void): void;
}

const SIGNALS = [
  ['online', 'online'],
  ['offline', 'offline'],
  // Bubbles from the document to the window, so that no document is needed here.
  ['visibilitychange', 'visible'],
  ['pageshow', 'visible'],
] as const;

/** Hears what the page says about the network. @returns ends it */
export function listenToSignals(
  source: Partial<SignalSource>,
  onSignal: (signal: 'online' | 'offline' | 'visible') => void,
): () => void {
  const ends = SIGNALS.map(([name, signal]) => {
    const listener = () => onSignal(signal);
    source.addEventListener?.(name, listener);
    return () => source.removeEventListener?.(name, listener);
  });
  return () => {
    for (const end of ends) end();
  };
}
