/** The part of `window` that tells about the network and the page. */
export interface SignalSource {
  addEventListener(name: string, listener: () => void, capture?: boolean): void;
  removeEventListener(name: string, listener: () => void, capture?: boolean): void;
  /** Without it, or with any state but `hidden`, the page counts as visible. */
  readonly document?: { readonly visibilityState: string };
}

const SIGNALS = [
  'online',
  'offline',
  'visibilitychange',
  'pageshow',
  'pagehide',
  'resume',
  'securitypolicyviolation',
] as const;

/** Nobody can see the page. */
export const isHidden = (source: Partial<SignalSource>): boolean => source.document?.visibilityState === 'hidden';

/**
 * Listens to what the page says about the network and itself. The events of the document are captured on their way, because
 * `resume` need not bubble. That the page is hidden is no signal, and of what its policy forbids only sockets are one.
 *
 * @returns ends it
 */
export function listenToSignals(
  source: Partial<SignalSource>,
  onSignal: (signal: (typeof SIGNALS)[number]) => void,
): () => void {
  const ends = SIGNALS.map((name) => {
    const listener = (event?: { blockedURI?: string }) => {
      if (/^ws/.test(event?.blockedURI ?? 'ws') && (name !== 'visibilitychange' || !isHidden(source))) onSignal(name);
    };
    source.addEventListener?.(name, listener, true);
    return () => source.removeEventListener?.(name, listener, true);
  });
  return () => {
    for (const end of ends) end();
  };
}
