import { systemClock } from '../../lib/clock.js';

/** How long the object URL stays valid: browsers read it shortly after the click. */
const REVOKE_AFTER_MS = 10_000;

/** Downloads a text as a file. */
export function saveFile(name: string, type: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  systemClock.after(REVOKE_AFTER_MS, () => URL.revokeObjectURL(link.href));
}
