import { systemClock } from '../../lib/clock.js';

/** Browsers read the address after the click; none takes longer than this. */
const KEPT_MS = 10_000;

/** Offers a text as a download. */
export function saveFile(name: string, type: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  systemClock.after(KEPT_MS, () => URL.revokeObjectURL(link.href));
}
