import { useEffect, useState } from 'preact/hooks';
import type { Live, LiveTrace } from './live-trace.js';

/** Draws anew whenever the emulator has told something. */
export function useLive(trace: LiveTrace): Live {
  const [live, setLive] = useState(trace.snapshot);
  useEffect(() => {
    const show = () => setLive(trace.snapshot);
    // Between the first drawing and this, something may have been told.
    show();
    return trace.subscribe(show);
  }, [trace]);
  return live;
}
