import { useEffect, useState } from 'preact/hooks';
import type { Live, LiveTrace } from './live-trace.js';

/** Draws anew whenever the emulator has told something. */
export function useLive(trace: LiveTrace): Live {
  const [live, setLive] = useState(trace.snapshot);
  useEffect(() => trace.subscribe(() => setLive(trace.snapshot)), [trace]);
  return live;
}
