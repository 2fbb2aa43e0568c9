import { type Assumptions, KIND_PLATFORM } from '../assumptions.js';
import type { Setup } from '../schedule.js';

/** A world in which nothing is out of the ordinary but what a test changes. */
export const quietSetup = ({
  assumptions,
  ...changes
}: Partial<Omit<Setup, 'assumptions'>> & { assumptions?: Partial<Assumptions> } = {}): Setup => ({
  seed: 1,
  tabs: 1,
  storage: 'none',
  locks: true,
  skewMs: 0,
  latencyMs: { up: 10, down: 10 },
  history: 0,
  deliveryReceipts: false,
  rudeApp: false,
  signalled: false,
  ...changes,
  assumptions: { ...KIND_PLATFORM, ...assumptions },
});
