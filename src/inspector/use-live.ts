import { useEffect, useState } from 'preact/hooks';
import type { Live, LiveTrace } from './live-trace.js';

/** Renders again after every change of the trace or the state. */
export function useLive(trace: LiveTrace): Live {
  const [live, setLive] = useState(trace.snapshot);
  useEffect(() => {
    const show = () => setLive(trace.snapshot);
    // The snapshot may have changed between the first render and this effect.
    show();
    return trace.subscribe(show);
  }, [trace]);
  return live;
}
