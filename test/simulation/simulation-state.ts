import type { Schedule, Setup } from './schedule.js';
import type { SimulatedPage } from './simulated-page.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualLocks } from './virtual-locks.js';
import type { VirtualPlatform } from './virtual-platform.js';
import type { VirtualStorage } from './virtual-storage.js';

/** One tab: its current page, and the pages that were loaded in it before. */
export interface SimulatedTab {
  /** The texts of its messages begin with this letter. */
  readonly letter: string;
  readonly past: SimulatedPage[];
  page: SimulatedPage | undefined;
  /** What its pages share with other tabs of the same browser. */
  readonly browser: { storage: VirtualStorage; locks: VirtualLocks };
  /** Its `sessionStorage`. */
  readonly storage: VirtualStorage;
  /** Number of messages sent in it so far, over all its pages. */
  count: number;
}

/** What the checker reads at the end of a run. */
export interface SimulationState {
  readonly schedule: Schedule;
  readonly clock: VirtualClock;
  readonly platform: VirtualPlatform;
  readonly storage: VirtualStorage;
  readonly tabs: readonly SimulatedTab[];
  /** Faults that took effect, by kind. */
  readonly faults: ReadonlyMap<string, number>;
}

/** The number of calls that one reading of the whole history takes. */
export const pagesToRead = (
  { length }: readonly unknown[],
  { pageCap, pageOverlap, timestamps, maxPageSize }: Setup['assumptions'],
): number => {
  // With coarse times, each page has to repeat a record of the previous one, because times do not tell which page is older.
  const overlap = Math.max(pageOverlap, +(timestamps === 'coarse'));
  if (!maxPageSize || maxPageSize >= pageCap) return 1 + Math.ceil(length / (pageCap - overlap));
  // Halving the page size from 100 records takes six calls. After that the pages have at least half the allowed size, and the
  // client tries twice the size again and again.
  return 7 + 2 * Math.ceil(length / Math.max(1, Math.ceil(maxPageSize / 2) - overlap));
};

/** The longest time that a call may take on this link, in milliseconds. */
export const roundTripMs = ({ latencyMs: { up, down } }: Setup): number => Math.ceil(1.5 * (up + down));

/** The user of the simulated pages. */
export const USER = 'u-user';
/** Another user, who uses the same browser for a while. */
export const GUEST = 'u-guest';
