import type { Schedule, Setup } from './schedule.js';
import type { Page } from './simulated-page.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualLocks } from './virtual-locks.js';
import type { VirtualPlatform } from './virtual-platform.js';
import type { VirtualStorage } from './virtual-storage.js';

/** One tab of the browser: a page, and the pages that were there before it was reloaded. */
export interface Tab {
  readonly letter: string;
  readonly past: Page[];
  page: Page | undefined;
  /** Of its device, where that is its own. */
  readonly device: { storage: VirtualStorage; locks: VirtualLocks };
  /** Of this tab alone: what the browser calls sessionStorage. */
  readonly storage: VirtualStorage;
  /** Messages it has sent so far, over all its pages. */
  count: number;
}

/** What the checker looks at when a run is over. */
export interface Evidence {
  readonly schedule: Schedule;
  readonly clock: VirtualClock;
  readonly platform: VirtualPlatform;
  readonly storage: VirtualStorage;
  readonly tabs: readonly Tab[];
  /** Faults that met something to break, by kind. */
  readonly faults: ReadonlyMap<string, number>;
}

/** Calls that one reading of the whole history takes, with a platform that gives short pages. */
export const pagesToRead = (
  { length }: readonly unknown[],
  { pageCap, pageOverlap, stamps, pageMost }: Setup['assumptions'],
): number => {
  // Where times do not tell which of two pages is older, each has to repeat a record of the one before it.
  const overlap = Math.max(pageOverlap, +(stamps === 'coarse'));
  if (!pageMost || pageMost >= pageCap) return 1 + Math.ceil(length / (pageCap - overlap));
  // From 100 records down takes six calls. Then a page of half as many at least is read, and twice as many are refused.
  return 7 + 2 * Math.ceil(length / Math.max(1, Math.ceil(pageMost / 2) - overlap));
};

/** The longest that a call may take on this line, in milliseconds. */
export const roundTripMs = ({ latencyMs: { up, down } }: Setup): number => Math.ceil(1.5 * (up + down));

/** Whose pages these are, and somebody else who uses the same browser for a while. */
export const USER = 'u-proof';
export const GUEST = 'u-guest';
