/** The part of `window` that reports changes of the network and the page. */
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

/** Whether the page is hidden. */
export const isHidden = (source: Partial<SignalSource>): boolean => source.document?.visibilityState === 'hidden';

/**
 * Listens to the page's events about the network and itself. Uses the capture phase, because `resume` need not bubble. Ignores
 * `visibilitychange` of a hidden page, and policy violations that are not about sockets.
 *
 * @returns a function that removes the listeners
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
