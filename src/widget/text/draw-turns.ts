import { systemClock } from '../../lib/clock.js';
import { ONE_STEP } from './text-steps.js';

/** Weight of text that one task of the page may draw, all messages together. One step fits in any case. */
const PER_TASK = ONE_STEP.weight;

interface Waiting {
  readonly weight: number;
  readonly draw: () => void;
}

let left = PER_TASK;
let isCounting = false;
const waiting = new Set<Waiting>();

/**
 * Asks whether a text of this weight may be drawn within the present task. Where it may, it counts as drawn. However many long
 * texts a message or a page of history has, no task of the page gets longer than what `PER_TASK` costs.
 */
export function mayDraw(weight: number): boolean {
  if (weight > left && left < PER_TASK) return false;
  left -= weight;
  nextTask();
  return true;
}

/** Calls back in a later task, as soon as a text of this weight may be drawn there; it counts as drawn. @returns takes it back */
export function drawLater(weight: number, draw: () => void): () => void {
  const entry = { weight, draw };
  waiting.add(entry);
  nextTask();
  return () => void waiting.delete(entry);
}

function nextTask(): void {
  if (isCounting) return;
  isCounting = true;
  systemClock.after(0, () => {
    isCounting = false;
    left = PER_TASK;
    for (const entry of waiting) {
      if (!mayDraw(entry.weight)) break;
      waiting.delete(entry);
      entry.draw();
    }
  });
}
