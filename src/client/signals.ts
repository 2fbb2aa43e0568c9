/** The part of `window` that tells about the network and the page. */
export interface SignalSource {
  addEventListener(name: string, listener: () => void): void;
  removeEventListener(name: string, listener: () => void): void;
}

/** `visibilitychange` bubbles from the document to the window, so that no document is needed here. */
const SIGNALS = ['online', 'offline', 'visibilitychange', 'pageshow'] as const;

/** Hears what the page says about the network. @returns ends it */
export function listenToSignals(
  source: Partial<SignalSource>,
  onSignal: (signal: (typeof SIGNALS)[number]) => void,
): () => void {
  const ends = SIGNALS.map((name) => {
    const listener = () => onSignal(name);
    source.addEventListener?.(name, listener);
    return () => source.removeEventListener?.(name, listener);
  });
  return () => {
    for (const end of ends) end();
  };
}
